#include "lpaz/cli/rows.hpp"

#include "cli/row_printers.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace lpaz::cli {
namespace {

constexpr auto k_formats = std::to_array<std::pair<std::string_view, OutputFormat>>({
    {"table", OutputFormat::table},
    {"json", OutputFormat::json},
    {"jsonl", OutputFormat::jsonl},
    {"csv", OutputFormat::csv},
    {"tsv", OutputFormat::tsv},
});

std::unexpected<Error> unknown_column(const std::string& name, const std::vector<Column>& columns)
{
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) {
    names.emplace_back(column.name);
  }
  const auto nearest = util::nearest_word(name, names);
  return fail(ErrorKind::usage,
              fmt::format("unknown column \"{}\"", util::make_visible(name)),
              nearest ? fmt::format("did you mean {}?", *nearest)
                      : fmt::format("the columns are {}", util::join(names, ", ")));
}

Result<std::vector<Column>> chosen_columns(const std::vector<std::string>& names,
                                           const std::vector<Column>& columns)
{
  std::vector<Column> chosen;
  for (const std::string& name : names) {
    const auto same_name = [&name](const Column& column) { return column.name == name; };
    const auto found = std::ranges::find_if(columns, same_name);
    if (found == columns.end()) {
      return unknown_column(name, columns);
    }
    if (std::ranges::any_of(chosen, same_name)) {
      return fail(ErrorKind::usage, fmt::format("column \"{}\" is named twice", name));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

ColumnNames names_of(const std::vector<Column>& columns)
{
  ColumnNames names;
  names.reserve(columns.size());
  for (const Column& column : columns) {
    names.push_back(column.name);
  }
  return names;
}

std::unique_ptr<RowPrinter>
make_printer_for_people(const RowStyle& style, std::vector<Column> columns, OutputStream& out)
{
  return style.single ? make_detail_printer(std::move(columns), style.colour, out)
                      : make_table_printer(std::move(columns), style.colour, out);
}

} // namespace

const std::vector<std::string>& output_format_names()
{
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& [name, format] : k_formats) {
      result.emplace_back(name);
    }
    return result;
  }();
  return names;
}

Result<OutputFormat> parse_output_format(std::string_view text)
{
  for (const auto& [name, format] : k_formats) {
    if (name == text) {
      return format;
    }
  }
  return fail(ErrorKind::usage,
              fmt::format("\"{}\" is not an output format", util::make_visible(text)),
              fmt::format("use one of {}", util::join(output_format_names(), ", ")));
}

Result<std::unique_ptr<RowPrinter>>
make_row_printer(const RowStyle& style, std::vector<Column> columns, OutputStream& out)
{
  const bool is_chosen = !style.columns.empty();
  if (is_chosen) {
    LPAZ_TRY(columns, chosen_columns(style.columns, columns));
  }
  const auto members = is_chosen ? std::optional(names_of(columns)) : std::nullopt;
  switch (style.format) {
  case OutputFormat::json:
    return make_json_printer(style.single ? JsonLayout::object : JsonLayout::array, members, out);
  case OutputFormat::jsonl:
    return make_json_printer(JsonLayout::lines, members, out);
  case OutputFormat::csv:
    return make_csv_printer(names_of(columns), out);
  case OutputFormat::tsv:
    return make_tsv_printer(names_of(columns), out);
  case OutputFormat::table:
    break;
  }
  if (is_chosen) {
    for (Column& column : columns) {
      column.show = ColumnShow::always;
    }
  }
  std::erase_if(columns,
                [](const Column& column) { return column.show == ColumnShow::on_request; });
  return make_printer_for_people(style, std::move(columns), out);
}

std::vector<std::string> split_column_names(std::string_view text)
{
  std::vector<std::string> names;
  for (const std::string_view part : util::split(text, ',')) {
    if (const auto name = util::trim(part); !name.empty()) {
      names.emplace_back(name);
    }
  }
  return names;
}

} // namespace lpaz::cli
