#include "lpaz/http/headers.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>

namespace lpaz::http {

bool is_sendable(const Header& header)
{
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !header.name.empty() && header.name.find_first_of(": ") == std::string::npos &&
         std::ranges::none_of(header.name, is_control) &&
         std::ranges::none_of(header.value, is_control);
}

std::optional<std::string_view> Headers::find(std::string_view name) const
{
  for (const auto& header : m_headers) {
    if (util::equals_ignoring_case(header.name, name)) {
      return header.value;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::find_all(std::string_view name) const
{
  std::vector<std::string_view> values;
  for (const auto& header : m_headers) {
    if (util::equals_ignoring_case(header.name, name)) {
      values.emplace_back(header.value);
    }
  }
  return values;
}

void Headers::set(std::string_view name, std::string_view value)
{
  const auto first = std::ranges::find_if(m_headers, [name](const Header& header) {
    return util::equals_ignoring_case(header.name, name);
  });
  if (first == m_headers.end()) {
    add(name, value);
    return;
  }
  first->value = value;
  const auto rest = std::remove_if(std::next(first), m_headers.end(), [name](const Header& header) {
    return util::equals_ignoring_case(header.name, name);
  });
  m_headers.erase(rest, m_headers.end());
}

void Headers::add(std::string_view name, std::string_view value)
{
  m_headers.push_back({std::string(name), std::string(value)});
}

void Headers::remove(std::string_view name)
{
  std::erase_if(m_headers, [name](const Header& header) {
    return util::equals_ignoring_case(header.name, name);
  });
}

} // namespace lpaz::http
