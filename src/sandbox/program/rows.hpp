#pragma once

#include "sandbox/program/command.hpp"

#include "lpaz/cli/rows.hpp"
#include "lpaz/util/json.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::program {

// --output
cli::Arg output_arg(std::string& format);

// Prints `rows`, an array of objects, in the format of that name.
Status print_rows(const util::Json& rows,
                  const std::vector<cli::Column>& columns,
                  const std::string& format,
                  const Terminal& terminal);

} // namespace lpaz::sandbox::program
