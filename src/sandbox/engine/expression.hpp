#pragma once

#include "sandbox/engine/value.hpp"

#include "lpaz/util/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::engine {

// An attribute-mapping expression, parsed: Switch([IsSoftDeleted], , "False", "True", "True", …).
struct Expression {
  enum class Kind { null, constant, attribute, call };

  Kind kind = Kind::null;
  std::string text; // the constant, the attribute's or the function's name
  std::vector<Expression> arguments;

  static Expression constant(std::string text);
  static Expression attribute(std::string name);
};

// Refuses unknown functions, a wrong number of arguments, and texts that are too long or too deep.
// The comparisons = and <> become calls of a function of that name.
Result<Expression> parse_expression(std::string_view text);

// Returns the source attribute of that name; null if it is empty or unknown.
using AttributeSource = std::function<Value(std::string_view name)>;

Result<Value> evaluate(const Expression& expression, const AttributeSource& attributes);

// Calls visit(name) for each attribute the expression reads.
void for_each_attribute(const Expression& expression,
                        const std::function<void(std::string_view name)>& visit);

} // namespace lpaz::sandbox::engine
