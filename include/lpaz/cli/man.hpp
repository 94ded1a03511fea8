#pragma once

#include "lpaz/cli/description.hpp"

#include <string>

namespace lpaz::cli {

// Man pages as roff: lpaz(1) and lpaz-<command>(1). They hold no date, so that the same
// description always gives the same bytes.
std::string program_man_page(const ProgramDescription& program);
std::string command_man_page(const ProgramDescription& program, const CommandDescription& command);

} // namespace lpaz::cli
