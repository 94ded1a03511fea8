#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace lpaz::util {
namespace {

// One decoded character: its code point and length, or length 0 where the bytes are not UTF-8
// (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
struct Decoded {
  std::uint32_t code_point = 0;
  std::size_t length = 0;
};

Decoded decode(std::string_view text)
{
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) {
    return {lead, 1};
  }
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
    return {};
  }
  std::uint32_t code_point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) {
      return {};
    }
    code_point = (code_point << 6U) | (byte(i) & 0x3fU);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (overlong || surrogate || code_point > 0x10ffff) {
    return {};
  }
  return {code_point, length};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

// Controls, bidirectional controls, zero-width and other invisible characters (Unicode categories
// Cc, Cf, Zl, Zp, and the fillers and variation tags that no terminal shows). U+200D joins emoji
// and scripts but hides as well: shown as an escape, like all of its block.
constexpr Range k_invisible[] = {
    {0x00, 0x1f},
    {0x7f, 0x9f},
    {0xad, 0xad},
    {0x034f, 0x034f},
    {0x061c, 0x061c},
    {0x115f, 0x1160},
    {0x17b4, 0x17b5},
    {0x180b, 0x180f},
    {0x200b, 0x200f},
    {0x2028, 0x202e},
    {0x2060, 0x206f},
    {0x3164, 0x3164},
    {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},
    {0xfff0, 0xfffb},
    {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a},
    {0xe0000, 0xe0fff},
};

bool is_invisible(std::uint32_t code_point)
{
  for (const Range& range : k_invisible) {
    if (code_point >= range.first && code_point <= range.last) {
      return true;
    }
  }
  return false;
}

std::string escape(std::uint32_t code_point)
{
  if (code_point == '\n') {
    return "\\n";
  }
  if (code_point == '\t') {
    return "\\t";
  }
  if (code_point == '\r') {
    return "\\r";
  }
  if (code_point < 0x100) {
    return fmt::format("\\x{:02x}", code_point);
  }
  return code_point < 0x10000 ? fmt::format("\\u{:04x}", code_point)
                              : fmt::format("\\U{:08x}", code_point);
}

} // namespace

bool is_valid_utf8(std::string_view text)
{
  while (!text.empty()) {
    const Decoded decoded = decode(text);
    if (decoded.length == 0) {
      return false;
    }
    text.remove_prefix(decoded.length);
  }
  return true;
}

std::string make_visible(std::string_view text)
{
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const Decoded decoded = decode(text);
    const std::size_t length = decoded.length == 0 ? 1 : decoded.length;
    if (decoded.length == 0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    } else if (is_invisible(decoded.code_point)) {
      result += escape(decoded.code_point);
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return result;
}

} // namespace lpaz::util
