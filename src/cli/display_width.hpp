#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lpaz::cli {

// How many columns of a terminal `text` takes: it is UTF-8 that make_visible() has cleaned.
std::size_t display_width(std::string_view text);

// The longest beginning of `text` that takes at most `width` columns, with the combining marks
// that belong to its last character.
std::string_view fitting_prefix(std::string_view text, std::size_t width);

// `text` if it fits, otherwise its beginning and an ellipsis.
std::string shortened(std::string_view text, std::size_t width);

// Whether every byte is printable ASCII: then the width is the size, and nothing is to be cleaned.
bool is_plain_ascii(std::string_view text);

} // namespace lpaz::cli
