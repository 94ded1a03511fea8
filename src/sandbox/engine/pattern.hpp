#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::engine {

// A regular expression out of a schema. `group` names a (?<group>…) in it, or is empty.
struct Pattern {
  std::string expression;
  std::string group;
};

// Pattern and text are limited in length, because a pattern may take exponential time and deep
// recursion. Named groups are understood; what ECMAScript lacks of .NET's syntax is an error.
Result<std::string>
replace_pattern(const std::string& text, const Pattern& pattern, const std::string& by);

// The whole text fits.
Result<bool> matches_pattern(const std::string& text, const std::string& expression);

} // namespace lpaz::sandbox::engine
