#include "cli/cell.hpp"
#include "cli/display_width.hpp"
#include "cli/row_printers.hpp"
#include "cli/table_layout.hpp"
#include "cli/terminal_style.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_measured_rows = 1'000;
constexpr std::size_t k_held_bytes = 4'000'000;

struct Cell {
  std::string text;
  std::size_t width = 0;
};

class TablePrinter : public RowPrinter {
public:
  TablePrinter(std::vector<Column> columns, bool colour, OutputStream& out)
      : m_columns(std::move(columns)), m_colour(colour), m_out(out)
  {
    for (const Column& column : m_columns) {
      m_widths.push_back(display_width(column.heading));
      m_is_used.push_back(column.show == ColumnShow::always);
    }
  }

  Status row(const util::OrderedJson& row) override
  {
    if (m_is_measured) {
      std::string line;
      for (std::size_t i = 0; i < m_columns.size(); ++i) {
        append(line, i, cell_of(row, i));
      }
      return m_out.write(line);
    }
    hold(row);
    const bool enough = ++m_held_rows == k_measured_rows || m_held_bytes > k_held_bytes;
    return enough ? write_held() : Status();
  }

  Status finish() override
  {
    LPAZ_CHECK(write_held());
    return m_out.flush();
  }

private:
  Cell cell_of(const util::OrderedJson& row, std::size_t i) const
  {
    const Column& column = m_columns[i];
    Cell cell{shown(column, find_value(row, column.name)), 0};
    cell.width = is_plain_ascii(cell.text) ? cell.text.size() : display_width(cell.text);
    return cell;
  }

  void hold(const util::OrderedJson& row)
  {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
      m_held.push_back(cell_of(row, i));
      m_held_bytes += m_held.back().text.size();
      m_widths[i] = std::max(m_widths[i], m_held.back().width);
      m_is_used[i] = m_is_used[i] || m_held.back().text != k_no_value;
    }
  }

  Status write_held()
  {
    if (std::exchange(m_is_measured, true)) {
      return {};
    }
    drop_unused_columns();
    if (m_out.is_terminal()) {
      m_widths =
          fitted_widths(std::move(m_widths), m_columns, static_cast<std::size_t>(m_out.width()));
    }
    std::string text = heading();
    for (std::size_t i = 0; i < m_held.size(); ++i) {
      append(text, i % m_columns.size(), m_held[i]);
    }
    m_held = {};
    return m_out.write(text);
  }

  // The columns with ColumnShow::when_set for which no buffered row has a value.
  void drop_unused_columns()
  {
    const std::size_t count = m_columns.size();
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < m_held.size(); ++i) {
      if (m_is_used[i % count]) {
        cells.push_back(std::move(m_held[i]));
      }
    }
    m_held = std::move(cells);
    for (std::size_t i = count; i-- > 0;) {
      if (!m_is_used[i]) {
        m_columns.erase(m_columns.begin() + static_cast<std::ptrdiff_t>(i));
        m_widths.erase(m_widths.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
  }

  std::string heading() const
  {
    std::string line;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
      append(line, i, {std::string(m_columns[i].heading), display_width(m_columns[i].heading)});
    }
    return m_columns.empty() ? line : bold(line.substr(0, line.size() - 1), m_colour) + "\n";
  }

  // On a terminal a cell of text never takes more than its column.
  bool is_too_wide(std::size_t i, const Cell& cell) const
  {
    const ColumnKind kind = m_columns[i].kind;
    return cell.width > m_widths[i] && m_out.is_terminal() &&
           (kind == ColumnKind::text || kind == ColumnKind::list);
  }

  void append(std::string& text, std::size_t i, const Cell& cell) const
  {
    if (is_too_wide(i, cell)) {
      std::string cut = shortened(cell.text, m_widths[i]);
      const std::size_t width = display_width(cut);
      append(text, i, {std::move(cut), width});
      return;
    }
    const std::size_t padding = m_widths[i] - std::min(m_widths[i], cell.width);
    const bool is_last = i + 1 == m_columns.size();
    if (m_columns[i].kind == ColumnKind::number) {
      text.append(padding, ' ').append(cell.text);
    } else {
      text.append(cell.text).append(is_last ? 0 : padding, ' ');
    }
    text.append(is_last ? 0 : k_column_gap, ' ');
    if (is_last) {
      text += '\n';
    }
  }

  std::vector<Column> m_columns;
  bool m_colour;
  OutputStream& m_out;
  std::vector<std::size_t> m_widths;
  std::vector<bool> m_is_used;
  std::vector<Cell> m_held; // row after row, until the widths are settled
  std::size_t m_held_rows = 0;
  std::size_t m_held_bytes = 0;
  bool m_is_measured = false;
};

} // namespace

std::unique_ptr<RowPrinter>
make_table_printer(std::vector<Column> columns, bool colour, OutputStream& out)
{
  return std::make_unique<TablePrinter>(std::move(columns), colour, out);
}

} // namespace lpaz::cli
