#include "cli/display_width.hpp"

#include "lpaz/util/utf8.hpp"

#include <algorithm>

namespace lpaz::cli {

bool is_plain_ascii(std::string_view text)
{
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::size_t display_width(std::string_view text)
{
  std::size_t width = 0;
  while (!text.empty()) {
    const util::Character character = util::first_character(text);
    width += util::columns_of(character);
    text.remove_prefix(character.length);
  }
  return width;
}

std::string_view fitting_prefix(std::string_view text, std::size_t width)
{
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const util::Character character = util::first_character(text.substr(end));
    const std::size_t columns = util::columns_of(character);
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
