#pragma once

#include "lpaz/cli/description.hpp"

namespace lpaz::sandbox::program {

// The whole program, as its help, man pages and completions have it.
cli::ProgramDescription program_description();

} // namespace lpaz::sandbox::program
