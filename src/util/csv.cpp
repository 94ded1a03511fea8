#include "lpaz/util/csv.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lpaz::util {
namespace {

constexpr std::array<char, 3> k_separators = {',', ';', '\t'};

char most_frequent_separator(std::string_view line)
{
  std::array<std::size_t, k_separators.size()> counts{};
  bool in_quotes = false;
  for (const char c : line) {
    in_quotes = in_quotes != (c == '"');
    const auto* const found = std::ranges::find(k_separators, c);
    if (!in_quotes && found != k_separators.end()) {
      ++counts.at(static_cast<std::size_t>(found - k_separators.begin()));
    }
  }
  const auto* const most = std::ranges::max_element(counts);
  return k_separators.at(static_cast<std::size_t>(most - counts.begin()));
}

// Excel's first line "sep=;", which only Excel reads.
bool names_separator(std::string_view line)
{
  return line.size() == 5 && to_lower(line).starts_with("sep=") &&
         std::ranges::find(k_separators, line.back()) != k_separators.end();
}

bool is_foreign_preamble(std::string_view line)
{
  return line.starts_with("#TYPE ") || line.starts_with("version:v");
}

CsvFault fault_at(std::size_t line, std::size_t column, std::string text)
{
  return {line, column, std::move(text)};
}

} // namespace

CsvReader::CsvReader(std::string_view text) : m_text(text)
{
  constexpr std::string_view k_byte_order_mark = "\xef\xbb\xbf";
  if (m_text.starts_with(k_byte_order_mark)) {
    m_text.remove_prefix(k_byte_order_mark.size());
  }
  if (m_text.size() <= k_longest_csv) {
    read_preamble();
  }
}

std::optional<CsvRecord> CsvReader::next()
{
  CsvRecord record;
  if (m_text.size() > k_longest_csv) {
    m_text = {};
    record.fault = fault_at(1, 1, fmt::format("longer than {} bytes", k_longest_csv));
    return record;
  }
  skip_blank_lines();
  if (at_end()) {
    return std::nullopt;
  }
  m_begin = m_place;
  read_fields(record);
  check(record);
  return record;
}

void CsvReader::read_preamble()
{
  skip_blank_lines();
  if (names_separator(rest_of_line())) {
    m_separator = rest_of_line().back();
    skip_line();
    return;
  }
  while (is_foreign_preamble(rest_of_line())) {
    skip_line();
    skip_blank_lines();
  }
  m_separator = most_frequent_separator(trim(rest_of_line()));
}

std::string_view CsvReader::rest_of_line() const
{
  const std::string_view rest = m_text.substr(std::min(m_place.offset, m_text.size()));
  return rest.substr(0, rest.find_first_of("\r\n"));
}

void CsvReader::step()
{
  const auto c = static_cast<unsigned char>(m_text[m_place.offset++]);
  if (c == '\n' || (c == '\r' && !at('\n'))) {
    ++m_place.line;
    m_place.column = 1;
  } else if (c != '\r' && (c & 0xc0U) != 0x80) {
    ++m_place.column;
  }
}

void CsvReader::skip_line()
{
  m_place.offset += rest_of_line().size();
  if (at('\r')) {
    step();
  }
  if (at('\n')) {
    step();
  }
}

void CsvReader::skip_blank_lines()
{
  while (!at_end() && trim(rest_of_line()).empty()) {
    skip_line();
  }
}

void CsvReader::read_fields(CsvRecord& record)
{
  do {
    record.fields.push_back({{}, m_place.line, m_place.column});
    if (at('"')) {
      read_quoted(record);
    } else {
      read_plain(record);
    }
    if (record.fault) {
      record.fields.pop_back();
      skip_line();
      return;
    }
    if (at_end() || at_line_end()) {
      break;
    }
    step(); // the separator
  } while (true);
}

void CsvReader::read_plain(CsvRecord& record)
{
  while (!at_end() && !at_line_end() && !at(m_separator)) {
    if (at('"')) {
      record.fault = fault_at(m_place.line, m_place.column, "a quote in the middle of a field");
      return;
    }
    if (!take(record)) {
      return;
    }
  }
}

void CsvReader::read_quoted(CsvRecord& record)
{
  const Place opening = m_place;
  step();
  while (!closes_quote()) {
    if (at_end() || is_too_long()) {
      record.fault = fault_at(opening.line,
                              opening.column,
                              at_end() ? "a quote that is not closed"
                                       : fmt::format("a quote that is not closed within {} bytes",
                                                     k_longest_csv_record));
      m_place = opening; // what follows is read line by line again
      return;
    }
    if (!take(record)) {
      return;
    }
  }
  if (!at_end() && !at_line_end() && !at(m_separator)) {
    record.fault = fault_at(m_place.line, m_place.column, "text after the closing quote");
    if (opening.line != m_place.line) {
      record.fault->text += fmt::format(" of line {}, column {}", opening.line, opening.column);
    }
  }
}

// Past a closing quote, and past the first of a doubled one.
bool CsvReader::closes_quote()
{
  if (!at('"')) {
    return false;
  }
  step();
  return !at('"');
}

bool CsvReader::is_too_long() const
{
  return m_place.offset - m_begin.offset >= k_longest_csv_record;
}

bool CsvReader::take(CsvRecord& record)
{
  if (at('\0')) {
    record.fault = fault_at(m_place.line, m_place.column, "a NUL character");
  } else if (is_too_long()) {
    record.fault = fault_at(
        m_begin.line, m_begin.column, fmt::format("longer than {} bytes", k_longest_csv_record));
  } else {
    record.fields.back().text += m_text[m_place.offset];
    step();
  }
  return !record.fault;
}

bool is_blank(const CsvRecord& record)
{
  return !record.fault && std::ranges::all_of(record.fields, [](const CsvField& field) {
    return trim(field.text).empty();
  });
}

void CsvReader::check(CsvRecord& record)
{
  if (record.fault) {
    return;
  }
  check_utf8(record);
  if (m_width == 0) {
    m_width = record.fields.size();
  }
  if (record.fault || record.fields.size() == m_width || is_blank(record)) {
    return;
  }
  const std::size_t count = record.fields.size();
  const bool surplus = count > m_width;
  record.fault = fault_at(surplus ? record.fields[m_width].line : m_place.line,
                          surplus ? record.fields[m_width].column : m_place.column,
                          fmt::format("{} where the first line has {}",
                                      plural(static_cast<long long>(count), "field"),
                                      m_width));
}

void CsvReader::check_utf8(CsvRecord& record)
{
  const auto raw = m_text.substr(m_begin.offset, m_place.offset - m_begin.offset);
  const std::size_t valid = valid_utf8_length(raw);
  if (valid == raw.size()) {
    return;
  }
  const Place end = m_place;
  m_place = m_begin;
  while (m_place.offset < m_begin.offset + valid) {
    step();
  }
  record.fault = fault_at(
      m_place.line,
      m_place.column,
      fmt::format("the byte 0x{:02x} is not UTF-8", static_cast<unsigned char>(raw[valid])));
  m_place = end;
}

std::string csv_field(std::string_view text)
{
  if (text.find_first_of("\",;\t\r\n") == text.npos && trim(text) == text) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  return quoted + '"';
}

} // namespace lpaz::util
