#pragma once

#include "sandbox/engine/value.hpp"

#include "lpaz/util/result.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::engine {

using Arguments = std::vector<Value>;

// A function of the expression language. `run` is given between `fewest` and `most` arguments.
struct Function {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  Result<Value> (*run)(const Arguments& arguments);
};

// Ignores case; null if there is none.
const Function* find_function(std::string_view name);
// Every function, group by group, for Graph's …/schema/functions.
std::vector<Function> all_functions();

std::span<const Function> logic_functions();
std::span<const Function> text_functions();
std::span<const Function> list_functions();
std::span<const Function> replace_functions();

} // namespace lpaz::sandbox::engine
