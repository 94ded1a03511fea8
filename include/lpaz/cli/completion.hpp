#pragma once

#include "lpaz/cli/description.hpp"

#include <string>

namespace lpaz::cli {

// Scripts for the shells: commands, options, choices, files and folders.
std::string bash_completion(const ProgramDescription& program);
std::string zsh_completion(const ProgramDescription& program);
std::string fish_completion(const ProgramDescription& program);

} // namespace lpaz::cli
