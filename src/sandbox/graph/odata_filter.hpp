#pragma once

#include "sandbox/graph/value.hpp"

#include "lpaz/util/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

enum class FilterOperator {
  all_of,  // and
  any_of,  // or
  none_of, // not, of one
  equal,
  not_equal,
  greater,
  greater_or_equal,
  less,
  less_or_equal,
  in,
  starts_with,
  ends_with,
  contains,
  any_equal, // path/any(x:x eq literal)
};

// One literal of a filter as it was written.
struct Literal {
  std::string text;
  bool quoted = false;
};

// A filter's syntax tree. bind_filter() fills `field` and `values`.
struct FilterNode {
  FilterOperator op = FilterOperator::all_of;
  std::vector<FilterNode> operands; // of all_of, any_of, none_of
  std::string path;
  std::vector<Literal> literals;
  std::size_t field = 0;
  std::vector<Value> values;
};

// A property that a filter may name.
struct FilterField {
  std::size_t index = 0;
  ValueType type = ValueType::text;
  bool filterable = true;
};

using FieldFinder = std::function<std::optional<FilterField>(std::string_view path)>;
using ValueReader = std::function<Value(std::size_t field)>;
using ListReader = std::function<std::vector<std::string>(std::size_t field)>;

// Fails with 400 and Graph's text; bounded in depth and size.
Result<FilterNode> parse_filter(std::string_view filter);

// Looks up the names and turns the literals into values of the fields' types. Fails with 400:
// unknown property, incompatible types, property that cannot be filtered.
Status bind_filter(FilterNode& node, std::string_view entity, const FieldFinder& find);

// The row that a filter is applied to.
struct FilterRow {
  const ValueReader& value;
  const ListReader& list;
  bool case_sensitive = false;
};

bool matches(const FilterNode& node, const FilterRow& row);

// Whether the filter is an advanced query: ne, not, endsWith (graph.md section 3.6).
bool is_advanced(const FilterNode& node);

// The literal, if the filter is just "path eq literal": for a look-up in an index.
std::optional<std::string> only_equal(const FilterNode& node, std::string_view path);

} // namespace lpaz::sandbox::graph
