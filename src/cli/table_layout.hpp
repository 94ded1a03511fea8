#pragma once

#include "lpaz/cli/rows.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace lpaz::cli {

constexpr std::size_t k_column_gap = 2;

// Narrows the widest columns of text and lists, one after the other, until a line takes at most
// `limit`; none gets narrower than its heading or 8.
std::vector<std::size_t> fitted_widths(std::vector<std::size_t> widths,
                                       const std::vector<Column>& columns,
                                       std::size_t limit);

} // namespace lpaz::cli
