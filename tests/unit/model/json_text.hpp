#pragma once

#include "lpaz/util/time.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

// JSON as text: the model answers thousands of requests, and its texts need no escapes.
namespace lpaz::model {

inline std::string json_string(std::string_view text)
{
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + '"';
}

inline std::string boolean(bool value)
{
  return value ? "true" : "false";
}

inline std::string time_text(util::TimePoint time)
{
  return json_string(util::format_rfc3339(time));
}

inline std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members)
{
  std::string text = "{";
  for (const auto& [name, value] : members) {
    if (text.size() > 1) {
      text += ',';
    }
    text += '"';
    text += name;
    text += "\":";
    text += value;
  }
  return text + "}";
}

} // namespace lpaz::model
