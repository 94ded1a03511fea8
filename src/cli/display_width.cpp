#include "cli/display_width.hpp"

#include "cli/code_points.hpp"
#include "cli/width_ranges.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace lpaz::cli {
namespace {

struct Character {
  std::uint32_t code_point;
  std::size_t length;
};

// The first character of a text that is not empty; a broken one is taken byte by byte.
Character first_character(std::string_view text)
{
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t length = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length == 1 || text.size() < length) {
    return {lead, 1};
  }
  std::uint32_t code_point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    code_point = (code_point << 6U) | (byte(i) & 0x3fU);
  }
  return {code_point, length};
}

template <std::size_t size>
bool is_within(const std::array<WidthRange, size>& ranges, std::uint32_t code_point)
{
  const auto* range = std::lower_bound(
      std::begin(ranges), std::end(ranges), code_point, [](const WidthRange& r, std::uint32_t c) {
        return r.last < c;
      });
  return range != std::end(ranges) && range->first <= code_point;
}

std::size_t width_of(std::uint32_t code_point)
{
  if (code_point < k_zero_width[0].first) {
    return 1;
  }
  if (is_within(k_zero_width, code_point)) {
    return 0;
  }
  return is_within(k_wide, code_point) ? 2 : 1;
}

} // namespace

std::u32string code_points(std::string_view text)
{
  std::u32string result;
  while (!text.empty()) {
    const Character character = first_character(text);
    result += static_cast<char32_t>(character.code_point);
    text.remove_prefix(character.length);
  }
  return result;
}

bool is_plain_ascii(std::string_view text)
{
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::size_t display_width(std::string_view text)
{
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    width += width_of(character.code_point);
    text.remove_prefix(character.length);
  }
  return width;
}

std::string_view fitting_prefix(std::string_view text, std::size_t width)
{
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const Character character = first_character(text.substr(end));
    const std::size_t columns = width_of(character.code_point);
    if (used + columns > width) {
      break;
    }
    used += columns;
    end += character.length;
  }
  return text.substr(0, end);
}

std::string shortened(std::string_view text, std::size_t width)
{
  if (fitting_prefix(text, width).size() == text.size()) {
    return std::string(text);
  }
  if (width == 0) {
    return {};
  }
  return std::string(fitting_prefix(text, width - 1)) + "…";
}

} // namespace lpaz::cli
