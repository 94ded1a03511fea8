#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::util {

// The longest text that is read, and the longest record in it (a line, or several where a quoted
// field holds line ends).
inline constexpr std::size_t k_longest_csv = std::size_t{64} << 20U;
inline constexpr std::size_t k_longest_csv_record = std::size_t{64} << 10U;

// Lines and columns count from 1, columns in characters.
struct CsvField {
  std::string text;
  std::size_t line = 1; // where the field begins, its quote included
  std::size_t column = 1;
};

struct CsvFault {
  std::size_t line = 1;
  std::size_t column = 1;
  std::string text; // "a quote in the middle of a field"
};

struct CsvRecord {
  std::vector<CsvField> fields; // those before the fault, if there is one
  std::optional<CsvFault> fault;
};

// Whether it holds only white space, as in the rows that Excel leaves at the end.
bool is_blank(const CsvRecord& record);

// CSV as in RFC 4180: quoted fields may hold line ends and doubled quotes. Lines end with LF, CRLF
// or CR; a byte order mark is skipped. The separator is the comma, semicolon or tab that the first
// line has most of, or the one that Excel's "sep=;" names. A fault ends its record, and reading
// goes on with the next line, so that one pass finds them all. A record must have as many fields as
// the first one unless it is blank. Blank lines are not records, and neither are the first lines
// "#TYPE …" of PowerShell and "version:v1.0" of the Entra admin center.
class CsvReader {
public:
  // `text` outlives the reader. It may hold any bytes: what is not UTF-8, or NUL, is a fault.
  explicit CsvReader(std::string_view text);

  // Nothing at the end of the text.
  std::optional<CsvRecord> next();
  char separator() const { return m_separator; }

private:
  struct Place {
    std::size_t offset = 0;
    std::size_t line = 1;
    std::size_t column = 1;
  };

  bool at_end() const { return m_place.offset >= m_text.size(); }
  bool at(char c) const { return !at_end() && m_text[m_place.offset] == c; }
  bool at_line_end() const { return at('\n') || at('\r'); }
  std::string_view rest_of_line() const;
  void step();
  void skip_line();
  void skip_blank_lines();
  void read_preamble();
  void read_fields(CsvRecord& record);
  void read_plain(CsvRecord& record);
  void read_quoted(CsvRecord& record);
  bool take(CsvRecord& record);
  bool closes_quote();
  void check(CsvRecord& record);
  void check_utf8(CsvRecord& record);
  bool is_too_long() const;

  std::string_view m_text;
  Place m_place;
  Place m_begin; // of the record
  char m_separator = ',';
  std::size_t m_width = 0; // fields of the first record
};

// `text` as a field of CSV (RFC 4180): quoted where any separator, a quote or outer white space
// asks for it.
std::string csv_field(std::string_view text);

} // namespace lpaz::util
