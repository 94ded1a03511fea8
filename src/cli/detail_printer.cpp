#include "cli/cell.hpp"
#include "cli/display_width.hpp"
#include "cli/row_printers.hpp"
#include "cli/terminal_style.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::cli {
namespace {

class DetailPrinter : public RowPrinter {
public:
  DetailPrinter(std::vector<Column> columns, bool colour, OutputStream& out)
      : m_columns(std::move(columns)), m_colour(colour), m_out(out)
  {
    for (const Column& column : m_columns) {
      m_indent = std::max(m_indent, display_width(column.heading) + 3);
    }
  }

  Status row(const util::OrderedJson& row) override
  {
    std::string text = m_has_row ? "\n" : "";
    m_has_row = true;
    for (const Column& column : m_columns) {
      const auto lines = shown_lines(column, find_value(row, column.name));
      if (column.show == ColumnShow::always || lines.front() != k_no_value) {
        append(text, column, lines);
      }
    }
    return m_out.write(text);
  }

  Status finish() override { return m_out.flush(); }

private:
  void append(std::string& text, const Column& column, const std::vector<std::string>& lines) const
  {
    const std::size_t used = display_width(column.heading) + 1;
    text += bold(column.heading, m_colour) + ":" + std::string(m_indent - used, ' ');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      text += (i == 0 ? "" : std::string(m_indent, ' ')) + lines[i] + "\n";
    }
  }

  std::vector<Column> m_columns;
  bool m_colour;
  OutputStream& m_out;
  std::size_t m_indent = 0; // where the values begin
  bool m_has_row = false;
};

} // namespace

std::unique_ptr<RowPrinter>
make_detail_printer(std::vector<Column> columns, bool colour, OutputStream& out)
{
  return std::make_unique<DetailPrinter>(std::move(columns), colour, out);
}

} // namespace lpaz::cli
