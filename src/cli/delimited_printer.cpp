#include "cli/cell.hpp"
#include "cli/row_printers.hpp"

#include "lpaz/util/csv.hpp"
#include "lpaz/util/text.hpp"

#include <utility>

namespace lpaz::cli {
namespace {

using util::OrderedJson;

// Control characters, including line ends, are made visible in a pipe too, because piped text ends
// up on a terminal. JSON has the exact text.
std::string csv_field(std::string_view text)
{
  std::string visible = util::make_visible(text);
  return visible.find_first_of("\",") == std::string::npos ? visible : util::csv_field(visible);
}

// Backslashes doubled, so that the escapes of make_visible() can be told from the text.
std::string tsv_field(std::string_view text)
{
  std::string escaped;
  for (const char c : text) {
    escaped += c;
    if (c == '\\') {
      escaped += c;
    }
  }
  return util::make_visible(escaped);
}

struct Dialect {
  std::string (*field)(std::string_view);
  char separator;
  std::string_view line_end;
};

class DelimitedPrinter : public RowPrinter {
public:
  DelimitedPrinter(Dialect dialect, ColumnNames columns, OutputStream& out)
      : m_dialect(dialect), m_columns(std::move(columns)), m_out(out)
  {
  }

  Status row(const OrderedJson& row) override
  {
    LPAZ_CHECK(header());
    std::string line;
    for (const std::string_view column : m_columns) {
      append(line, column, plain(find_value(row, column)));
    }
    return write(std::move(line));
  }

  Status finish() override
  {
    LPAZ_CHECK(header());
    return m_out.flush();
  }

private:
  Status header()
  {
    if (std::exchange(m_has_header, true)) {
      return {};
    }
    std::string line;
    for (const std::string_view column : m_columns) {
      append(line, column, column);
    }
    return write(std::move(line));
  }

  void append(std::string& line, std::string_view column, std::string_view text) const
  {
    if (column != m_columns.front()) {
      line += m_dialect.separator;
    }
    line += m_dialect.field(text);
  }

  Status write(std::string line) { return m_out.write(line.append(m_dialect.line_end)); }

  Dialect m_dialect;
  ColumnNames m_columns;
  OutputStream& m_out;
  bool m_has_header = false;
};

} // namespace

std::unique_ptr<RowPrinter> make_csv_printer(ColumnNames columns, OutputStream& out)
{
  return std::make_unique<DelimitedPrinter>(
      Dialect{csv_field, ',', "\r\n"}, std::move(columns), out);
}

std::unique_ptr<RowPrinter> make_tsv_printer(ColumnNames columns, OutputStream& out)
{
  return std::make_unique<DelimitedPrinter>(
      Dialect{tsv_field, '\t', "\n"}, std::move(columns), out);
}

} // namespace lpaz::cli
