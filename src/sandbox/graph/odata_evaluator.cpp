#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/odata_filter.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

bool is_text_function(FilterOperator op)
{
  return op == FilterOperator::starts_with || op == FilterOperator::ends_with ||
         op == FilterOperator::contains;
}

bool is_branch(FilterOperator op)
{
  return op == FilterOperator::all_of || op == FilterOperator::any_of ||
         op == FilterOperator::none_of;
}

std::optional<Value> boolean_of(const Literal& literal)
{
  if (literal.quoted || (literal.text != "true" && literal.text != "false")) {
    return std::nullopt;
  }
  return Value(literal.text == "true");
}

// The literal as a value of `type`; nothing if it is none.
std::optional<Value> literal_value(const Literal& literal, ValueType type)
{
  if (!literal.quoted && literal.text == "null") {
    return Value();
  }
  switch (type) {
  case ValueType::text:
  case ValueType::text_list:
    return literal.quoted ? std::optional(Value(literal.text)) : std::nullopt;
  case ValueType::guid: {
    const auto id = store::ObjectId::parse(literal.text);
    return id && !literal.quoted ? std::optional(Value(*id)) : std::nullopt;
  }
  case ValueType::boolean:
    return boolean_of(literal);
  case ValueType::integer: {
    const auto number = literal.quoted ? std::nullopt : util::parse_integer(literal.text);
    return number ? std::optional(Value(static_cast<std::int64_t>(*number))) : std::nullopt;
  }
  case ValueType::time: {
    const auto time = literal.quoted ? std::nullopt : util::parse_rfc3339(literal.text);
    return time ? std::optional(Value(*time)) : std::nullopt;
  }
  case ValueType::complex:
  case ValueType::relation:
    break;
  }
  return std::nullopt;
}

std::unexpected<Error> clause_error(std::string message)
{
  return refuse(400, "BadRequest", "Invalid filter clause: " + message);
}

std::string_view found_type_of(const Literal& literal)
{
  if (literal.quoted) {
    return "Edm.String";
  }
  if (literal.text == "true" || literal.text == "false") {
    return "Edm.Boolean";
  }
  return util::parse_integer(literal.text) ? "Edm.Int32" : "Edm.Guid";
}

std::string folded(std::string text, bool case_sensitive)
{
  return case_sensitive ? text : util::to_lower(text);
}

bool text_function_matches(const FilterNode& node, const FilterRow& row)
{
  const auto subject = text_of(row.value(node.field));
  const auto part = text_of(node.values.front());
  if (!subject || !part) {
    return false;
  }
  const std::string text = folded(*subject, row.case_sensitive);
  const std::string wanted = folded(*part, row.case_sensitive);
  switch (node.op) {
  case FilterOperator::starts_with:
    return text.starts_with(wanted);
  case FilterOperator::ends_with:
    return text.ends_with(wanted);
  default:
    return text.find(wanted) != std::string::npos;
  }
}

bool is_equal(const Value& a, const Value& b, bool case_sensitive)
{
  if (is_null(a) || is_null(b)) {
    return is_null(a) && is_null(b);
  }
  const auto order = compare(a, b, case_sensitive);
  return order && *order == 0;
}

bool any_equal_matches(const FilterNode& node, const FilterRow& row)
{
  const auto wanted = text_of(node.values.front());
  return wanted && std::ranges::any_of(row.list(node.field), [&](const std::string& element) {
           return row.case_sensitive ? element == *wanted
                                     : util::equals_ignoring_case(element, *wanted);
         });
}

bool order_matches(FilterOperator op, std::weak_ordering order)
{
  switch (op) {
  case FilterOperator::greater:
    return order > 0;
  case FilterOperator::greater_or_equal:
    return order >= 0;
  case FilterOperator::less:
    return order < 0;
  default:
    return order <= 0;
  }
}

bool leaf_matches(const FilterNode& node, const FilterRow& row)
{
  if (is_text_function(node.op)) {
    return text_function_matches(node, row);
  }
  if (node.op == FilterOperator::any_equal) {
    return any_equal_matches(node, row);
  }
  const Value value = row.value(node.field);
  const auto equals = [&](const Value& wanted) {
    return is_equal(value, wanted, row.case_sensitive);
  };
  switch (node.op) {
  case FilterOperator::equal:
  case FilterOperator::in:
    return std::ranges::any_of(node.values, equals);
  case FilterOperator::not_equal:
    return !equals(node.values.front());
  default: {
    const auto order = compare(value, node.values.front(), row.case_sensitive);
    return order && order_matches(node.op, *order);
  }
  }
}

} // namespace

Status bind_filter(FilterNode& node, std::string_view entity, const FieldFinder& find)
{
  for (auto& operand : node.operands) {
    LPAZ_CHECK(bind_filter(operand, entity, find));
  }
  if (is_branch(node.op)) {
    return {};
  }
  const auto field = find(node.path);
  if (!field) {
    return clause_error(fmt::format(
        "Could not find a property named '{}' on type 'microsoft.graph.{}'.", node.path, entity));
  }
  const bool wants_list = node.op == FilterOperator::any_equal;
  if (!field->filterable || wants_list != (field->type == ValueType::text_list) ||
      (is_text_function(node.op) && field->type != ValueType::text)) {
    return unsupported_query(fmt::format(
        "Unsupported or invalid query filter clause specified for property '{}' of resource '{}'.",
        node.path,
        entity));
  }
  node.field = field->index;
  for (const auto& literal : node.literals) {
    const auto value = literal_value(literal, field->type);
    if (!value) {
      return clause_error(
          fmt::format("A binary operator with incompatible types was detected. Found operand "
                      "types '{}' and '{}' for operator kind 'Equal'.",
                      edm_name(field->type),
                      found_type_of(literal)));
    }
    node.values.push_back(*value);
  }
  return {};
}

bool matches(const FilterNode& node, const FilterRow& row)
{
  const auto operand_matches = [&](const FilterNode& operand) { return matches(operand, row); };
  switch (node.op) {
  case FilterOperator::all_of:
    return std::ranges::all_of(node.operands, operand_matches);
  case FilterOperator::any_of:
    return std::ranges::any_of(node.operands, operand_matches);
  case FilterOperator::none_of:
    return std::ranges::none_of(node.operands, operand_matches);
  default:
    return leaf_matches(node, row);
  }
}

bool is_advanced(const FilterNode& node)
{
  return node.op == FilterOperator::none_of || node.op == FilterOperator::not_equal ||
         node.op == FilterOperator::ends_with || std::ranges::any_of(node.operands, is_advanced);
}

std::optional<std::string> only_equal(const FilterNode& node, std::string_view path)
{
  if (node.op != FilterOperator::equal || node.path != path) {
    return std::nullopt;
  }
  return node.literals.front().text;
}

} // namespace lpaz::sandbox::graph
