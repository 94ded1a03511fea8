#include "sandbox/program/rows.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::program {

cli::Arg output_arg(std::string& format)
{
  return cli::option("--output,-o", format, "FORMAT", "How to print the result")
      .choices(cli::output_format_names())
      .default_text("table");
}

Status print_rows(const util::Json& rows,
                  const std::vector<cli::Column>& columns,
                  const std::string& format,
                  const Terminal& terminal)
{
  cli::RowStyle style;
  LPAZ_TRY(style.format, cli::parse_output_format(format));
  auto& out = terminal.streams.out();
  style.colour = cli::wants_colour(out.is_terminal(), false, terminal.environment);
  LPAZ_TRY(const auto printer, cli::make_row_printer(style, columns, out));
  for (const auto& row : rows) {
    util::OrderedJson ordered = util::OrderedJson::object();
    for (const auto& column : columns) {
      const auto member = row.find(column.name);
      ordered[std::string(column.name)] =
          member == row.end() ? util::OrderedJson() : util::OrderedJson(*member);
    }
    LPAZ_CHECK(printer->row(ordered));
  }
  return printer->finish();
}

} // namespace lpaz::sandbox::program
