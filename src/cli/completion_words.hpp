#pragma once

#include "lpaz/cli/description.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

// 'text' as one word of a POSIX shell.
std::string shell_quoted(std::string_view text);

// An option that several commands share, so that a script names it once.
struct SharedOption {
  const ArgSpec* spec = nullptr;
  std::vector<std::string> commands;
};

// The visible options of all commands, --help included; two are the same if a shell could not
// tell them apart: names, help, value, choices and completion are equal.
std::vector<SharedOption> shared_options(const ProgramDescription& program);

// How a shell completes the positionals of a command: as the first one that specifies anything.
Completion positional_completion(const CommandDescription& command);
std::vector<std::string> positional_choices(const CommandDescription& command);

} // namespace lpaz::cli
