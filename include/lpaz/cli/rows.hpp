#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

// How a member is shown in a table: numbers to the right, booleans as yes or no, times (RFC 3339
// in the row) in the local zone, lists (arrays of strings) joined with commas.
enum class ColumnKind { text, number, boolean, time, list };

// Where a column appears unless --columns is given: JSON, CSV and TSV have them all.
enum class ColumnShow {
  always,
  when_set,   // in the table only if a row has a value there
  on_request, // in the table only with --columns
};

// One member of a command's rows. The texts are literals.
struct Column {
  std::string_view name;    // the JSON member, camelCase
  std::string_view heading; // in the table
  std::string_view help;    // what it means, for the man page
  ColumnKind kind = ColumnKind::text;
  ColumnShow show = ColumnShow::always;
};

enum class OutputFormat { table, json, jsonl, csv, tsv };

const std::vector<std::string>& output_format_names();
Result<OutputFormat> parse_output_format(std::string_view text);

// How to print the rows of one command.
struct RowStyle {
  OutputFormat format = OutputFormat::table;
  std::vector<std::string> columns; // --columns: which, in this order; none means the usual ones
  bool single = false;              // the command prints one object: json without the array,
                                    // table as "heading: value" lines
  bool colour = false;
};

// Prints rows, JSON objects, one at a time. Memory is bounded: a table takes its widths from the
// first 1,000 rows, which it holds back, and prints later rows with those widths.
class RowPrinter {
public:
  virtual ~RowPrinter() = default;
  virtual Status row(const util::OrderedJson& row) = 0;
  // Completes and flushes the output. Call it once, also after an error of the command, so that
  // what was printed is a whole document.
  virtual Status finish() = 0;
};

// Unknown names in `style.columns` are ErrorKind::usage. JSON and JSON lines print all members of
// the row; CSV and TSV all columns; a table as ColumnShow says; each unless columns were chosen.
// CSV follows RFC 4180 and quotes only what it must: a value that begins with '=' is left
// unchanged. Text from the tenant cannot control a terminal in any format; only JSON has it
// exactly.
Result<std::unique_ptr<RowPrinter>>
make_row_printer(const RowStyle& style, std::vector<Column> columns, OutputStream& out);

// The names in "--columns a,b", split and trimmed; empty ones are dropped.
std::vector<std::string> split_column_names(std::string_view text);

} // namespace lpaz::cli
