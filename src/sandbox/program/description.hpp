#pragma once

#include "lpaz/cli/description.hpp"

namespace lpaz::sandbox::program {

// The description of the whole program, from which help, man pages and completions are made.
cli::ProgramDescription program_description();

} // namespace lpaz::sandbox::program
