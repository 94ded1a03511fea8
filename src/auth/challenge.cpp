#include "lpaz/auth/bearer_token_policy.hpp"
#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::auth {
namespace {

constexpr std::size_t k_max_claims_bytes = std::size_t{16} * 1024;

// Reads a WWW-Authenticate value (RFC 9110 section 11.6.1) piece by piece; it never fails and skips
// what makes no sense.
class ChallengeReader {
public:
  explicit ChallengeReader(std::string_view text) : m_rest(text) {}

  // The `claims` parameter of the next Bearer challenge that has one, undecoded.
  std::optional<std::string> next_claims()
  {
    while (skip_any(" \t,"), !m_rest.empty()) {
      const auto word = take_word();
      skip_any(" \t");
      if (!m_rest.starts_with('=')) {
        m_in_bearer = util::equals_ignoring_case(word, "Bearer");
        continue;
      }
      m_rest.remove_prefix(1);
      skip_any(" \t");
      auto value = take_value();
      if (m_in_bearer && util::equals_ignoring_case(word, "claims")) {
        return value;
      }
    }
    return std::nullopt;
  }

private:
  void skip_any(std::string_view characters)
  {
    m_rest.remove_prefix(std::min(m_rest.find_first_not_of(characters), m_rest.size()));
  }

  // Consumes at least one character, so that every call makes progress.
  std::string_view take_word()
  {
    const auto end = std::min(m_rest.find_first_of(" \t,=\"", 1), m_rest.size());
    const auto word = m_rest.substr(0, end);
    m_rest.remove_prefix(end);
    return word;
  }

  std::string take_value()
  {
    if (!m_rest.starts_with('"')) {
      const auto end = std::min(m_rest.find_first_of(" \t,"), m_rest.size());
      std::string value(m_rest.substr(0, end));
      m_rest.remove_prefix(end);
      return value;
    }
    std::string value;
    std::size_t i = 1;
    for (; i < m_rest.size() && m_rest[i] != '"'; ++i) {
      i += m_rest[i] == '\\' && i + 1 < m_rest.size() ? 1 : 0;
      value += m_rest[i];
    }
    m_rest.remove_prefix(std::min(i + 1, m_rest.size()));
    return value;
  }

  std::string_view m_rest;
  bool m_in_bearer = false;
};

std::optional<std::string> decode(std::string encoded)
{
  if (encoded.size() > k_max_claims_bytes) {
    return std::nullopt;
  }
  std::ranges::replace(encoded, '+', '-');
  std::ranges::replace(encoded, '/', '_');
  auto text = util::base64url_decode(encoded);
  if (!text) {
    return std::nullopt;
  }
  const auto claims = util::parse_json(*text, "claims challenge");
  return claims && claims->is_object() ? text : std::nullopt;
}

} // namespace

std::optional<std::string> claims_of_challenge(const http::Headers& headers)
{
  for (const auto value : headers.find_all("WWW-Authenticate")) {
    ChallengeReader reader(value);
    while (const auto encoded = reader.next_claims()) {
      if (auto claims = decode(*encoded)) {
        return claims;
      }
    }
  }
  return std::nullopt;
}

} // namespace lpaz::auth
