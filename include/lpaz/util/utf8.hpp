#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lpaz::util {

// One character of a text, or one byte of it that is not UTF-8 (RFC 3629: shortest form, no
// surrogates, at most U+10FFFF).
struct Character {
  char32_t code_point = 0; // of a broken byte, its value
  std::size_t length = 1;  // in bytes
  bool valid = false;
};

// The first character of a text that is not empty.
Character first_character(std::string_view text);

// How many bytes of `text` are UTF-8 before the first that is not.
std::size_t valid_utf8_length(std::string_view text);
bool is_valid_utf8(std::string_view text);

// The columns of a terminal that the character takes: 0, 1 or 2.
std::size_t columns_of(const Character& character);

// `text` as it may be put on a terminal: control characters (C0, DEL, C1), bidirectional controls,
// zero-width and other invisible characters, line separators and bytes that are not UTF-8 become
// visible escapes such as \x1b, \u202e or \xff. Everything else is left as it is.
std::string make_visible(std::string_view text);

} // namespace lpaz::util
