#include "lpaz/util/utf8.hpp"

#include <fmt/format.h>

#include <utf8proc.h>

namespace lpaz::util {
namespace {

const utf8proc_property_t& properties_of(char32_t code_point)
{
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
}

// What Unicode keeps free for characters that are never shown; a library cannot know them.
bool is_reserved_for_invisible(char32_t code_point)
{
  return code_point == 0x2065 || (code_point >= 0xfff0 && code_point <= 0xfff8) ||
         (code_point >= 0xe0000 && code_point <= 0xe0fff);
}

// The signs that choose how the character before is drawn, as in many an emoji.
bool is_variation_selector(char32_t code_point)
{
  return code_point >= 0xfe00 && code_point <= 0xfe0f;
}

// U+200D joins emoji and scripts but hides as well: shown as an escape, like all of its kind.
bool is_invisible(char32_t code_point)
{
  const utf8proc_property_t& properties = properties_of(code_point);
  switch (properties.category) {
  case UTF8PROC_CATEGORY_CC:
  case UTF8PROC_CATEGORY_ZL:
  case UTF8PROC_CATEGORY_ZP:
    return true;
  case UTF8PROC_CATEGORY_CF:
    return properties.boundclass != UTF8PROC_BOUNDCLASS_PREPEND; // Arabic number signs are drawn
  default:
    return (properties.ignorable != 0 && !is_variation_selector(code_point)) ||
           is_reserved_for_invisible(code_point);
  }
}

std::string escape(char32_t code_point)
{
  switch (code_point) {
  case '\n':
    return "\\n";
  case '\t':
    return "\\t";
  case '\r':
    return "\\r";
  default:
    break;
  }
  const auto number = static_cast<unsigned>(code_point);
  if (number < 0x100) {
    return fmt::format("\\x{:02x}", number);
  }
  return number < 0x10000 ? fmt::format("\\u{:04x}", number) : fmt::format("\\U{:08x}", number);
}

} // namespace

Character first_character(std::string_view text)
{
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) {
    return {.code_point = lead, .length = 1, .valid = true};
  }
  utf8proc_int32_t code_point = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()),
                                       &code_point);
  if (length <= 0) {
    return {.code_point = lead, .length = 1, .valid = false};
  }
  return {.code_point = static_cast<char32_t>(code_point),
          .length = static_cast<std::size_t>(length),
          .valid = true};
}

std::size_t valid_utf8_length(std::string_view text)
{
  std::size_t end = 0;
  while (end < text.size()) {
    const Character character = first_character(text.substr(end));
    if (!character.valid) {
      break;
    }
    end += character.length;
  }
  return end;
}

bool is_valid_utf8(std::string_view text)
{
  return valid_utf8_length(text) == text.size();
}

std::size_t columns_of(const Character& character)
{
  constexpr char32_t k_first_combining = 0x300;
  if (character.code_point < k_first_combining) {
    return 1;
  }
  const utf8proc_property_t& properties = properties_of(character.code_point);
  switch (properties.boundclass) {
  case UTF8PROC_BOUNDCLASS_V: // Hangul jamo that join the one before
  case UTF8PROC_BOUNDCLASS_T:
    return 0;
  case UTF8PROC_BOUNDCLASS_PREPEND:
    return 1;
  default:
    return properties.category == UTF8PROC_CATEGORY_MC ? 1 : properties.charwidth;
  }
}

std::string make_visible(std::string_view text)
{
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.valid || is_invisible(character.code_point)) {
      result += escape(character.code_point);
    } else {
      result += text.substr(0, character.length);
    }
    text.remove_prefix(character.length);
  }
  return result;
}

} // namespace lpaz::util
