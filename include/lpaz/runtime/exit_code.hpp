#pragma once

#include "lpaz/cli/description.hpp"
#include "lpaz/util/result.hpp"

#include <vector>

namespace lpaz::runtime {

// The only place that knows the numbers.
int exit_code_for(ErrorKind kind);
std::vector<cli::ExitCode> exit_code_table();

} // namespace lpaz::runtime
