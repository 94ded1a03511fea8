#pragma once

#include "lpaz/runtime/command_spec.hpp"
#include "lpaz/util/json.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// What every command file writes without a prefix.
using cli::Column;
using cli::ColumnKind;
using cli::ColumnShow;
using cli::flag;
using cli::option;
using cli::positional;
using runtime::command;
using runtime::CommandSpec;
using util::OrderedJson;

// All commands by section, in the order of src/commands/CMakeLists.txt.
std::vector<runtime::CommandSection> all_commands();

} // namespace lpaz::commands
