#include "log_reason.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_longest = 300; // bytes

bool is_white(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string on_one_line(std::string_view text)
{
  std::string line;
  for (const char c : util::trim(text)) {
    if (!is_white(c)) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  return line;
}

// Cuts between two characters.
std::string shortened(std::string text)
{
  if (text.size() <= k_longest) {
    return text;
  }
  std::size_t end = k_longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  text.resize(end);
  return text + "…";
}

// The rest of the line behind a label: "StatusCode: Conflict". Empty if there is no such label.
std::string_view line_behind(std::string_view text, std::string_view label)
{
  const auto at = text.find(label);
  if (at == text.npos) {
    return {};
  }
  text.remove_prefix(at + label.size());
  return util::trim(text.substr(0, text.find_first_of("\r\n")));
}

// The answer's body stands between prose that has no braces.
std::optional<util::Json> body_of(std::string_view text)
{
  const auto label = text.find("Web Response:");
  const auto begin = label == text.npos ? text.npos : text.find('{', label);
  const auto end = text.rfind('}');
  if (begin == text.npos || end == text.npos || end < begin) {
    return std::nullopt;
  }
  auto json = util::parse_json(text.substr(begin, end - begin + 1), "body");
  return json ? std::optional(*std::move(json)) : std::nullopt;
}

// SCIM writes the number as a text, other servers as a number.
std::string status_of(const util::Json& body)
{
  const auto number = util::find_integer(body, "status");
  return number ? std::to_string(*number) : util::string_at(body, "status");
}

// "LastPass answered 409 Conflict: the user belongs to another company"
std::string answer_of(std::string_view name, const util::Json& body)
{
  std::string answer = "LastPass answered";
  for (const std::string& part : {status_of(body), std::string(name)}) {
    answer += part.empty() ? "" : " " + part;
  }
  const std::string detail = util::string_at(body, "detail");
  return detail.empty() ? answer : answer + ": " + detail;
}

} // namespace

std::string brief_log_reason(std::string_view reason)
{
  // When the service tries again is not why it failed.
  const std::string_view text = reason.substr(0, reason.find(". This operation was retried"));
  const std::string_view name = line_behind(text, "StatusCode:");
  if (name.empty()) {
    return shortened(on_one_line(text));
  }
  const auto body = body_of(text);
  return shortened(on_one_line(body ? answer_of(name, *body) : text));
}

} // namespace lpaz::admin
