#include "sandbox/engine/function.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>

namespace lpaz::sandbox::engine {
namespace {

// Join(separator, source1, source2, …); nulls are left out.
Result<Value> join(const Arguments& arguments)
{
  std::vector<std::string> parts;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    for (auto& text : texts_of(arguments[i])) {
      if (!text.empty()) {
        parts.push_back(std::move(text));
      }
    }
  }
  return parts.empty() ? Value() : Value(util::join(parts, text_of(arguments[0])));
}

Result<Value> split(const Arguments& arguments)
{
  const std::string text = text_of(arguments[0]);
  const std::string separator = text_of(arguments[1]);
  if (is_null(arguments[0]) || separator.empty()) {
    return arguments[0];
  }
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (auto end = text.find(separator); end != std::string::npos;
       end = text.find(separator, begin)) {
    parts.push_back(text.substr(begin, end - begin));
    begin = end + separator.size();
  }
  parts.push_back(text.substr(begin));
  return Value(std::move(parts));
}

// Item(list, n): the nth, counted from 1.
Result<Value> item(const Arguments& arguments)
{
  const auto texts = texts_of(arguments[0]);
  const auto index = util::parse_integer(text_of(arguments[1]));
  if (!index || *index < 1 || *index > static_cast<long long>(texts.size())) {
    return Value();
  }
  return Value(texts[static_cast<std::size_t>(*index) - 1]);
}

Result<Value> count(const Arguments& arguments)
{
  return Value(std::to_string(texts_of(arguments[0]).size()));
}

Result<Value> remove_duplicates(const Arguments& arguments)
{
  std::vector<std::string> kept;
  for (auto& text : texts_of(arguments[0])) {
    if (std::ranges::find(kept, text) == kept.end()) {
      kept.push_back(std::move(text));
    }
  }
  return kept.empty() ? Value() : Value(std::move(kept));
}

// [appRoleAssignments] holds the display names of the user's roles. Most targets want one; with
// several, the service gives any of them.
Result<Value> single_role(const Arguments& arguments)
{
  const auto roles = texts_of(arguments[0]);
  return roles.empty() ? Value() : Value(roles.front());
}

Result<Value> all_roles(const Arguments& arguments)
{
  const auto roles = texts_of(arguments[0]);
  return roles.empty() ? Value() : Value(util::join(roles, ","));
}

Result<Value> role_list(const Arguments& arguments)
{
  return remove_duplicates(arguments);
}

constexpr std::array k_list_functions{
    Function{"Join", 2, 50, join},
    Function{"Split", 2, 2, split},
    Function{"Item", 2, 2, item},
    Function{"Count", 1, 1, count},
    Function{"RemoveDuplicates", 1, 1, remove_duplicates},
    Function{"SingleAppRoleAssignment", 1, 1, single_role},
    Function{"AppRoleAssignments", 1, 1, all_roles},
    Function{"AppRoleAssignmentsComplex", 1, 1, role_list},
};

} // namespace

std::span<const Function> list_functions()
{
  return k_list_functions;
}

} // namespace lpaz::sandbox::engine
