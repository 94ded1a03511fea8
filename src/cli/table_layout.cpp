#include "cli/table_layout.hpp"

#include "cli/display_width.hpp"

#include <algorithm>
#include <numeric>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_narrowest = 8;

bool may_shrink(const Column& column, std::size_t width)
{
  const bool is_text = column.kind == ColumnKind::text || column.kind == ColumnKind::list;
  return is_text && width > std::max(k_narrowest, display_width(column.heading));
}

// The index of the widest column that may shrink; the size of `widths` if none may.
std::size_t widest(const std::vector<std::size_t>& widths, const std::vector<Column>& columns)
{
  std::size_t best = widths.size();
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (may_shrink(columns[i], widths[i]) && (best == widths.size() || widths[i] > widths[best])) {
      best = i;
    }
  }
  return best;
}

} // namespace

std::vector<std::size_t> fitted_widths(std::vector<std::size_t> widths,
                                       const std::vector<Column>& columns,
                                       std::size_t limit)
{
  // A column wider than the line is first cut to the line, which bounds the loop below.
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (may_shrink(columns[i], widths[i])) {
      const std::size_t floor = std::max(k_narrowest, display_width(columns[i].heading));
      widths[i] = std::min(widths[i], std::max(limit, floor));
    }
  }
  std::size_t total = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
  total += k_column_gap * (widths.empty() ? 0 : widths.size() - 1);
  for (; total > limit; --total) {
    const std::size_t index = widest(widths, columns);
    if (index == widths.size()) {
      break;
    }
    --widths[index];
  }
  return widths;
}

} // namespace lpaz::cli
