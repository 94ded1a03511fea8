#include "lpaz/admin/people/name_list.hpp"

#include "lpaz/util/csv.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <unordered_set>

namespace lpaz::admin {
namespace {

using util::CsvFault;
using util::CsvField;
using util::CsvReader;
using util::CsvRecord;

constexpr std::size_t k_longest_name = 1024;
constexpr std::size_t k_spelled_out = 20;
constexpr std::size_t k_longest_shown = 60;

// Columns that name a user, the surest first. The last is of the Entra admin center's template
// for members: "Member object ID or user principal name [memberObjectIdOrUpn] Required".
constexpr auto k_user_columns = std::to_array<std::string_view>(
    {"id", "objectid", "userprincipalname", "upn", "user", "memberobjectidorupn"});
constexpr auto k_group_columns =
    std::to_array<std::string_view>({"id", "objectid", "groupid", "group", "displayname"});

// "User name [userPrincipalName] Required" is how the Entra admin center heads its templates.
std::string column_word(std::string_view heading)
{
  const auto open = heading.find('[');
  const auto close = heading.find(']');
  if (open != heading.npos && close != heading.npos && open < close) {
    heading = heading.substr(open + 1, close - open - 1);
  }
  std::string word = util::to_lower(heading);
  std::erase_if(word, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  return word;
}

// Indices of the fields that name somebody, the surest first.
std::vector<std::size_t> name_columns(const CsvRecord& header,
                                      std::span<const std::string_view> words)
{
  std::vector<std::size_t> columns;
  for (const std::string_view word : words) {
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      if (column_word(util::trim(header.fields[i].text)) == word) {
        columns.push_back(i);
      }
    }
  }
  return columns;
}

std::string shown(std::string_view text)
{
  std::size_t length = std::min(text.size(), k_longest_shown);
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80) {
    ++length;
  }
  return fmt::format(
      "\"{}{}\"", util::make_visible(text.substr(0, length)), length < text.size() ? "…" : "");
}

bool has_space(std::string_view text)
{
  // No-break spaces, and those of typography, which a copy from a document brings along.
  constexpr auto k_spaces = std::to_array<std::string_view>({" ",
                                                             "\u00a0",
                                                             "\u1680",
                                                             "\u2000",
                                                             "\u2001",
                                                             "\u2002",
                                                             "\u2003",
                                                             "\u2004",
                                                             "\u2005",
                                                             "\u2006",
                                                             "\u2007",
                                                             "\u2008",
                                                             "\u2009",
                                                             "\u200a",
                                                             "\u202f",
                                                             "\u205f",
                                                             "\u3000"});
  return std::ranges::any_of(k_spaces, [text](std::string_view space) {
    return text.find(space) != std::string_view::npos;
  });
}

// Why `name` can be no name at all; empty if it can.
std::string fault_of_any(std::string_view name)
{
  if (name.size() > k_longest_name) {
    return fmt::format("{} is longer than {} bytes", shown(name), k_longest_name);
  }
  if (util::make_visible(name) != name) {
    return fmt::format("{} has invisible characters", shown(name));
  }
  return {};
}

std::string fault_of_user(std::string_view name)
{
  if (util::is_uuid(name)) {
    return {};
  }
  if (name.size() <= k_longest_name && has_space(name)) {
    return fmt::format("{} has a space in it", shown(name));
  }
  if (auto fault = fault_of_any(name); !fault.empty()) {
    return fault;
  }
  const bool is_principal_name =
      std::ranges::count(name, '@') == 1 && !name.starts_with('@') && !name.ends_with('@');
  return is_principal_name
             ? std::string()
             : fmt::format("{} is neither an object id nor a user principal name", shown(name));
}

// How lists of one kind are read and written.
struct ListKind {
  std::span<const std::string_view> columns;
  std::string (*fault_of)(std::string_view name);
  std::string_view names_nothing; // of an empty list
  std::string_view no_name;       // of a row
  std::string_view no_column;     // of a header
  std::string_view column_hint;
  std::string_view heading; // of write_not_done()
};

constexpr ListKind k_users{k_user_columns,
                           fault_of_user,
                           "names no user",
                           "neither object id nor user principal name",
                           "names people",
                           "userPrincipalName or id",
                           "userPrincipalName"};
constexpr ListKind k_groups{k_group_columns,
                            fault_of_any,
                            "names no group",
                            "neither object id nor display name",
                            "names groups",
                            "group or id",
                            "group"};

const ListKind& kind_of(Listed listed)
{
  return listed == Listed::users ? k_users : k_groups;
}

class NameCollector {
public:
  NameCollector(const ListKind& kind, std::vector<std::size_t> columns)
      : m_kind(kind), m_columns(std::move(columns))
  {
  }

  void take(const CsvRecord& record)
  {
    if (record.fault) {
      add_fault(*record.fault);
      return;
    }
    if (util::is_blank(record)) {
      return;
    }
    const CsvField* field = name_of(record);
    if (field == nullptr) {
      const CsvField& empty = record.fields[m_columns.back()];
      add_fault({empty.line, empty.column, std::string(m_kind.no_name)});
      return;
    }
    const std::string_view name = util::trim(field->text);
    if (auto fault = m_kind.fault_of(name); !fault.empty()) {
      add_fault({field->line, field->column, std::move(fault)});
    } else if (m_seen.insert(util::to_lower(name)).second) {
      m_names.emplace_back(name);
    }
  }

  Result<std::vector<std::string>> result(std::string_view what) &&
  {
    if (m_fault_count > 0) {
      return fail(bad_rows(what));
    }
    if (m_names.empty()) {
      return fail(ErrorKind::usage, fmt::format("{} {}", what, m_kind.names_nothing));
    }
    return std::move(m_names);
  }

private:
  // The surest column that is not empty in this row.
  const CsvField* name_of(const CsvRecord& record) const
  {
    for (const std::size_t column : m_columns) {
      if (!util::trim(record.fields[column].text).empty()) {
        return &record.fields[column];
      }
    }
    return nullptr;
  }

  void add_fault(CsvFault fault)
  {
    if (++m_fault_count <= k_spelled_out) {
      m_faults.push_back(std::move(fault));
    }
  }

  Error bad_rows(std::string_view what) const
  {
    Error error;
    error.kind = ErrorKind::usage;
    error.message = fmt::format(
        "{}: {}:", what, util::plural(static_cast<long long>(m_fault_count), "bad row"));
    for (const CsvFault& fault : m_faults) {
      error.message +=
          fmt::format("\n  line {}, column {}: {}", fault.line, fault.column, fault.text);
    }
    if (m_fault_count > m_faults.size()) {
      error.message += fmt::format("\n  and {} more", m_fault_count - m_faults.size());
    }
    error.hint = "nothing was changed; correct these rows and run the command again";
    return error;
  }

  const ListKind& m_kind;
  std::vector<std::size_t> m_columns;
  std::vector<std::string> m_names;
  std::unordered_set<std::string> m_seen;
  std::vector<CsvFault> m_faults; // the first ones
  std::size_t m_fault_count = 0;
};

Status check_encoding(std::string_view text, std::string_view what)
{
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return fail(ErrorKind::usage,
                fmt::format("{} is UTF-16, not UTF-8", what),
                "save it as \"CSV UTF-8\" (Excel), or with -Encoding utf8 (PowerShell)");
  }
  return {};
}

// Without a known heading the first line must be a name itself, alone on its line.
Status check_first_line(const CsvRecord& first, std::string_view what, const ListKind& kind)
{
  if (first.fault || first.fields.size() == 1) {
    return {};
  }
  std::vector<std::string> headings;
  headings.reserve(first.fields.size());
  for (const CsvField& field : first.fields) {
    headings.push_back(util::make_visible(field.text));
  }
  return fail(
      ErrorKind::usage,
      fmt::format("{}: line {}: none of the columns ({}) {}",
                  what,
                  first.fields.front().line,
                  shown(util::join(headings, ", ")),
                  kind.no_column),
      fmt::format("give the CSV a header with {}, or write one name a line", kind.column_hint));
}

std::string csv_field(std::string_view text)
{
  return util::csv_field(util::make_visible(text));
}

// Spreadsheets take these for the begin of a formula; an apostrophe makes a text of it.
std::string harmless(const std::string& text)
{
  return text.find_first_of("=+-@") == 0 ? "'" + text : text;
}

} // namespace

Result<std::vector<std::string>>
read_names(std::string_view text, std::string_view what, Listed listed)
{
  const ListKind& kind = kind_of(listed);
  LPAZ_CHECK(check_encoding(text, what));
  CsvReader reader(text);
  auto record = reader.next();
  if (!record) {
    return fail(ErrorKind::usage, fmt::format("{} {}", what, kind.names_nothing));
  }
  auto columns = record->fault ? std::vector<std::size_t>() : name_columns(*record, kind.columns);
  const bool has_header = !columns.empty();
  if (!has_header) {
    LPAZ_CHECK(check_first_line(*record, what, kind));
    columns = {0};
  }
  NameCollector collector(kind, std::move(columns));
  if (!has_header) {
    collector.take(*record);
  }
  const bool lost_header = record->fault.has_value();
  for (record = reader.next(); record; record = reader.next()) {
    if (lost_header && record->fields.size() > 1) {
      break; // of a table whose header cannot be read nothing more can be said
    }
    collector.take(*record);
  }
  return std::move(collector).result(what);
}

std::string write_not_done(const std::vector<NotDone>& rows, Listed listed)
{
  std::string text = fmt::format("{},id,result,error\r\n", kind_of(listed).heading);
  for (const NotDone& row : rows) {
    text += fmt::format("{},{},{},{}\r\n",
                        csv_field(row.name),
                        csv_field(row.id),
                        csv_field(harmless(row.result)),
                        csv_field(harmless(row.error)));
  }
  return text;
}

} // namespace lpaz::admin
