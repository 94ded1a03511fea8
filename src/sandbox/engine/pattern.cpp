#include "sandbox/engine/pattern.hpp"

#include <cstddef>
#include <regex>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_longest_pattern = 512;
constexpr std::size_t k_longest_text = 2'048;

struct Compiled {
  std::regex regex;
  std::size_t group = 0; // number of the named group; 0: the whole match
};

// "(?<name>" becomes "(", and the number of that parenthesis is noted.
std::string without_names(const Pattern& pattern, std::size_t& number)
{
  const std::string& text = pattern.expression;
  std::string plain;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    plain += text[at];
    if (text[at] == '\\' && at + 1 < text.size()) {
      plain += text[++at];
      continue;
    }
    if (text[at] != '(') {
      continue;
    }
    const bool is_named = text.compare(at, 3, "(?<") == 0 && text.compare(at, 4, "(?<=") != 0 &&
                          text.compare(at, 4, "(?<!") != 0;
    const std::size_t end = is_named ? text.find('>', at) : std::string::npos;
    if (end != std::string::npos) {
      ++count;
      number = text.substr(at + 3, end - at - 3) == pattern.group ? count : number;
      at = end;
    } else if (text.compare(at, 2, "(?") != 0) {
      ++count;
    }
  }
  return plain;
}

Result<Compiled> compile(const Pattern& pattern, std::size_t text_length)
{
  if (pattern.expression.size() > k_longest_pattern || text_length > k_longest_text) {
    return fail(ErrorKind::usage, "regular expression: pattern or text is too long");
  }
  Compiled compiled;
  const std::string plain = without_names(pattern, compiled.group);
  if (!pattern.group.empty() && compiled.group == 0) {
    return fail(ErrorKind::usage, "regular expression: no group " + pattern.group);
  }
  try {
    compiled.regex = std::regex(plain, std::regex::ECMAScript);
  } catch (const std::regex_error&) {
    return fail(ErrorKind::usage, "regular expression: not understood");
  }
  return compiled;
}

} // namespace

Result<std::string>
replace_pattern(const std::string& text, const Pattern& pattern, const std::string& by)
{
  LPAZ_TRY(const auto compiled, compile(pattern, text.size()));
  try {
    std::string result;
    auto from = text.cbegin();
    for (std::sregex_iterator match(text.begin(), text.end(), compiled.regex), none; match != none;
         ++match) {
      const auto& span = (*match)[compiled.group];
      if (span.matched) {
        result.append(from, span.first).append(by);
        from = span.second;
      }
    }
    return result.append(from, text.cend());
  } catch (const std::regex_error&) {
    return fail(ErrorKind::usage, "regular expression: too much work");
  }
}

Result<bool> matches_pattern(const std::string& text, const std::string& expression)
{
  LPAZ_TRY(const auto compiled, compile({expression, {}}, text.size()));
  try {
    return std::regex_match(text, compiled.regex);
  } catch (const std::regex_error&) {
    return fail(ErrorKind::usage, "regular expression: too much work");
  }
}

} // namespace lpaz::sandbox::engine
