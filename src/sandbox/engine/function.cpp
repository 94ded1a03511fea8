#include "sandbox/engine/function.hpp"

#include "sandbox/engine/expression.hpp"

#include "lpaz/util/text.hpp"

namespace lpaz::sandbox::engine {

std::vector<Function> all_functions()
{
  std::vector<Function> all;
  for (const auto group :
       {logic_functions(), text_functions(), list_functions(), replace_functions()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

const Function* find_function(std::string_view name)
{
  static const std::vector<Function> functions = all_functions();
  for (const auto& function : functions) {
    if (util::equals_ignoring_case(function.name, name)) {
      return &function;
    }
  }
  return nullptr;
}

Result<Value> evaluate(const Expression& expression, const AttributeSource& attributes)
{
  switch (expression.kind) {
  case Expression::Kind::null:
    return Value();
  case Expression::Kind::constant:
    return Value(expression.text);
  case Expression::Kind::attribute:
    return attributes(expression.text);
  case Expression::Kind::call:
    break;
  }
  const Function* function = find_function(expression.text);
  if (function == nullptr) {
    return fail(ErrorKind::defect, "no function is called " + expression.text);
  }
  Arguments arguments;
  arguments.reserve(expression.arguments.size());
  for (const auto& argument : expression.arguments) {
    LPAZ_TRY(auto value, evaluate(argument, attributes));
    arguments.push_back(std::move(value));
  }
  return function->run(arguments);
}

} // namespace lpaz::sandbox::engine
