#include "sandbox/engine/function.hpp"

#include <array>
#include <cstddef>

namespace lpaz::sandbox::engine {
namespace {

// Switch(source, default, key1, value1, …). Keys are compared with
// regard to case.
Result<Value> switch_on(const Arguments& arguments)
{
  if (arguments.size() % 2 != 0) {
    return fail(ErrorKind::usage, "Switch: a key has no value");
  }
  const std::string source = text_of(arguments[0]);
  for (std::size_t i = 2; i + 1 < arguments.size(); i += 2) {
    if (text_of(arguments[i]) == source) {
      return arguments[i + 1];
    }
  }
  return arguments[1];
}

Result<Value> iif(const Arguments& arguments)
{
  return truth_of(arguments[0]) ? arguments[1] : arguments[2];
}

Result<Value> coalesce(const Arguments& arguments)
{
  for (const auto& argument : arguments) {
    if (!is_null_or_empty(argument)) {
      return argument;
    }
  }
  return Value();
}

Result<Value> negate(const Arguments& arguments)
{
  return Value(!truth_of(arguments[0]));
}

Result<Value> all_true(const Arguments& arguments)
{
  for (const auto& argument : arguments) {
    if (!truth_of(argument)) {
      return Value(false);
    }
  }
  return Value(true);
}

Result<Value> any_true(const Arguments& arguments)
{
  for (const auto& argument : arguments) {
    if (truth_of(argument)) {
      return Value(true);
    }
  }
  return Value(false);
}

Result<Value> null_or_empty(const Arguments& arguments)
{
  return Value(is_null_or_empty(arguments[0]));
}

Result<Value> null(const Arguments& arguments)
{
  return Value(is_null(arguments[0]));
}

Result<Value> present(const Arguments& arguments)
{
  return Value(!is_null_or_empty(arguments[0]));
}

Result<Value> to_truth(const Arguments& arguments)
{
  return Value(truth_of(arguments[0]) || text_of(arguments[0]) == "1");
}

Result<Value> equal(const Arguments& arguments)
{
  return Value(text_of(arguments[0]) == text_of(arguments[1]));
}

Result<Value> unequal(const Arguments& arguments)
{
  return Value(text_of(arguments[0]) != text_of(arguments[1]));
}

constexpr std::array k_logic_functions{
    Function{"Switch", 4, 200, switch_on},
    Function{"IIF", 3, 3, iif},
    Function{"Coalesce", 1, 50, coalesce},
    Function{"Not", 1, 1, negate},
    Function{"And", 1, 50, all_true},
    Function{"Or", 1, 50, any_true},
    Function{"IsNullOrEmpty", 1, 1, null_or_empty},
    Function{"IsNull", 1, 1, null},
    Function{"IsPresent", 1, 1, present},
    Function{"CBool", 1, 1, to_truth},
    Function{"=", 2, 2, equal},
    Function{"<>", 2, 2, unequal},
};

} // namespace

std::span<const Function> logic_functions()
{
  return k_logic_functions;
}

} // namespace lpaz::sandbox::engine
