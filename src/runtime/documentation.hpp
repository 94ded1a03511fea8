#pragma once

#include "lpaz/cli/description.hpp"

#include <string_view>
#include <vector>

namespace lpaz::runtime {

// The parts of lpaz(1) that belong to no command.
std::string_view program_text();
std::vector<cli::EnvironmentVariable> environment_table();
std::vector<cli::FileEntry> file_table();

} // namespace lpaz::runtime
