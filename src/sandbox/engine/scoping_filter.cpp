#include "sandbox/engine/scoping_filter.hpp"

#include "sandbox/engine/ordered_json.hpp"
#include "sandbox/engine/pattern.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::engine {
namespace {

ScopingClause read_clause(const util::OrderedJson& json)
{
  ScopingClause clause;
  clause.attribute = text_at(json, "sourceOperandName");
  clause.operation = util::to_lower(text_at(json, "operatorName"));
  std::ranges::replace(clause.operation, '_', ' ');
  for (const auto& value : array_at(object_at(json, "targetOperand"), "values")) {
    if (value.is_string()) {
      clause.values.push_back(value.get<std::string>());
    }
  }
  return clause;
}

bool compare_numbers(const std::string& text, const std::string& value, bool or_equal)
{
  const auto left = util::parse_integer(text);
  const auto right = util::parse_integer(value);
  return left && right && (*left > *right || (or_equal && *left == *right));
}

bool matches(const std::string& text, const std::string& pattern)
{
  const auto result = matches_pattern(text, pattern);
  return result && *result;
}

bool holds(const ScopingClause& clause, const Value& value)
{
  const std::string text = text_of(value);
  const bool null = is_null_or_empty(value);
  const std::string operand = clause.values.empty() ? std::string() : clause.values.front();
  const std::string& is = clause.operation;
  if (is == "is null") {
    return null;
  }
  if (is == "is not null") {
    return !null;
  }
  if (null) {
    return false;
  }
  if (is == "equals") {
    return std::ranges::find(clause.values, text) != clause.values.end();
  }
  if (is == "not equals") {
    return std::ranges::find(clause.values, text) == clause.values.end();
  }
  if (is == "is true" || is == "is false") {
    return truth_of(value) == (is == "is true");
  }
  if (is == "regex match" || is == "not regex match") {
    return matches(text, operand) == (is == "regex match");
  }
  if (is == "includes") {
    return text.find(operand) != std::string::npos;
  }
  if (is == "ends with") {
    return text.ends_with(operand);
  }
  if (is == "greater than" || is == "greater than or equals") {
    return compare_numbers(text, operand, is != "greater than");
  }
  return false;
}

} // namespace

ScopingFilter read_scoping_filter(const util::OrderedJson& scope)
{
  ScopingFilter filter;
  for (const auto& group : array_at(scope, "groups")) {
    std::vector<ScopingClause> clauses;
    for (const auto& clause : array_at(group, "clauses")) {
      clauses.push_back(read_clause(clause));
    }
    if (!clauses.empty()) {
      filter.groups.push_back(std::move(clauses));
    }
  }
  return filter;
}

bool passes(const ScopingFilter& filter, const AttributeSource& attributes)
{
  const auto all_hold = [&](const std::vector<ScopingClause>& clauses) {
    return std::ranges::all_of(clauses, [&](const ScopingClause& clause) {
      return holds(clause, attributes(clause.attribute));
    });
  };
  return filter.groups.empty() || std::ranges::any_of(filter.groups, all_hold);
}

} // namespace lpaz::sandbox::engine
