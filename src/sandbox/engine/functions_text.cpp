#include "sandbox/engine/function.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace lpaz::sandbox::engine {
namespace {

constexpr long long k_longest_value = 1 << 20;

Result<Value> to_lower(const Arguments& arguments)
{
  return is_null(arguments[0]) ? Value() : Value(util::to_lower(text_of(arguments[0])));
}

Result<Value> to_upper(const Arguments& arguments)
{
  if (is_null(arguments[0])) {
    return Value();
  }
  std::string text = text_of(arguments[0]);
  std::ranges::transform(
      text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return Value(std::move(text));
}

Result<Value> append(const Arguments& arguments)
{
  return Value(text_of(arguments[0]) + text_of(arguments[1]));
}

Result<Value> trim(const Arguments& arguments)
{
  return is_null(arguments[0]) ? Value() : Value(std::string(util::trim(text_of(arguments[0]))));
}

Result<Value> strip_spaces(const Arguments& arguments)
{
  if (is_null(arguments[0])) {
    return Value();
  }
  std::string text = text_of(arguments[0]);
  std::erase(text, ' ');
  return Value(std::move(text));
}

// Positions and lengths count characters of UTF-8, not bytes.
std::size_t byte_of(std::string_view text, long long characters)
{
  std::size_t at = 0;
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
      ++at;
    }
    --characters;
  }
  return at;
}

Result<long long> number_at(const Arguments& arguments, std::size_t index, std::string_view what)
{
  const auto number = util::parse_integer(util::trim(text_of(arguments[index])));
  if (!number || *number < 0 || *number > k_longest_value) {
    return fail(ErrorKind::usage, std::string(what) + ": a number is missing");
  }
  return *number;
}

// Mid(source, start, length); the first character is number 1.
Result<Value> mid(const Arguments& arguments)
{
  LPAZ_TRY(const long long start, number_at(arguments, 1, "Mid"));
  LPAZ_TRY(const long long length, number_at(arguments, 2, "Mid"));
  if (is_null(arguments[0])) {
    return Value();
  }
  const std::string text = text_of(arguments[0]);
  const std::size_t begin = byte_of(text, std::max(start, 1LL) - 1);
  const std::string_view rest = std::string_view(text).substr(begin);
  return Value(std::string(rest.substr(0, byte_of(rest, length))));
}

Result<Value> left(const Arguments& arguments)
{
  LPAZ_TRY(const long long length, number_at(arguments, 1, "Left"));
  const std::string text = text_of(arguments[0]);
  return is_null(arguments[0]) ? Value() : Value(text.substr(0, byte_of(text, length)));
}

Result<Value> length(const Arguments& arguments)
{
  const std::string text = text_of(arguments[0]);
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return Value(std::to_string(std::ranges::count_if(text, is_start)));
}

// InStr(text, what): position of the first occurrence, 0 if there is none.
Result<Value> in_string(const Arguments& arguments)
{
  const std::string text = text_of(arguments[0]);
  const auto found = text.find(text_of(arguments[1]));
  return Value(std::to_string(found == std::string::npos ? 0 : found + 1));
}

Result<Value> to_text(const Arguments& arguments)
{
  return is_null(arguments[0]) ? Value() : Value(text_of(arguments[0]));
}

constexpr std::array k_text_functions{
    Function{"ToLower", 1, 2, to_lower},
    Function{"ToUpper", 1, 2, to_upper},
    Function{"Append", 2, 2, append},
    Function{"Trim", 1, 1, trim},
    Function{"StripSpaces", 1, 1, strip_spaces},
    Function{"Mid", 3, 3, mid},
    Function{"Left", 2, 2, left},
    Function{"Len", 1, 1, length},
    Function{"InStr", 2, 2, in_string},
    Function{"CStr", 1, 1, to_text},
};

} // namespace

std::span<const Function> text_functions()
{
  return k_text_functions;
}

} // namespace lpaz::sandbox::engine
