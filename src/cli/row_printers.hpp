#pragma once

#include "lpaz/cli/rows.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace lpaz::cli {

using ColumnNames = std::vector<std::string_view>;

// Rows below each other, columns aligned.
std::unique_ptr<RowPrinter>
make_table_printer(std::vector<Column> columns, bool colour, OutputStream& out);

// One row as "heading: value" lines.
std::unique_ptr<RowPrinter>
make_detail_printer(std::vector<Column> columns, bool colour, OutputStream& out);

enum class JsonLayout { array, object, lines };

// Without `members`, all members of the row are printed; with them, just these, null where a row
// has none.
std::unique_ptr<RowPrinter>
make_json_printer(JsonLayout layout, std::optional<ColumnNames> members, OutputStream& out);

std::unique_ptr<RowPrinter> make_csv_printer(ColumnNames columns, OutputStream& out);
std::unique_ptr<RowPrinter> make_tsv_printer(ColumnNames columns, OutputStream& out);

} // namespace lpaz::cli
