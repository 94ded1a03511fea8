#pragma once

#include "lpaz/cli/rows.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

// A column with the getter of its value, so that what a command prints and what its help promises
// cannot differ. The value of an absent member is null.
template <typename Row>
struct RowColumn {
  std::string_view name;
  std::string_view heading;
  std::string_view help;
  util::OrderedJson (*value)(const Row& row);
  ColumnKind kind = ColumnKind::text;
  ColumnShow show = ColumnShow::always;
};

// For getters: what is empty or absent is null.
util::OrderedJson text_or_null(const std::string& text);
util::OrderedJson time_or_null(const std::optional<util::TimePoint>& time); // RFC 3339 UTC
// A time as Graph sends it; null too if it is none.
util::OrderedJson time_or_null(const std::string& rfc3339);

template <typename Row, std::size_t Count>
std::vector<Column> columns_of(const RowColumn<Row> (&columns)[Count])
{
  std::vector<Column> list;
  for (const RowColumn<Row>& column : columns) {
    list.push_back({column.name, column.heading, column.help, column.kind, column.show});
  }
  return list;
}

// Members in the order of the columns. Appends without looking whether the name is there already:
// rows come by the hundred thousand. (Json is a parameter because it is only declared here.)
template <typename Row, std::size_t Count, typename Json = util::OrderedJson>
Json to_row(const RowColumn<Row> (&columns)[Count], const Row& row)
{
  typename Json::object_t members;
  members.reserve(Count);
  for (const RowColumn<Row>& column : columns) {
    members.emplace_back(std::string(column.name), column.value(row));
  }
  return members;
}

} // namespace lpaz::cli
