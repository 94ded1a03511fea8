#pragma once

#include "lpaz/cli/description.hpp"

#include <string>

namespace lpaz::cli {

struct HelpStyle {
  int width = 80; // lines are wrapped at min(width, 100)
  bool colour = false;
};

// `lpaz --help`: the commands by section.
std::string program_help(const ProgramDescription& program, const HelpStyle& style);

// `lpaz block-user --help`.
std::string command_help(const ProgramDescription& program,
                         const CommandDescription& command,
                         const HelpStyle& style);

// "lpaz block-user [options] <USER>...": required options are spelled out.
std::string usage_line(const ProgramDescription& program, const CommandDescription& command);

} // namespace lpaz::cli
