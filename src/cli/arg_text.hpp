#pragma once

#include "lpaz/cli/arg_set.hpp"

#include <string>
#include <utility>
#include <vector>

namespace lpaz::cli {

// "<USER>...", "[<GROUP>]", "--group <GROUP>": one argument in a usage line.
std::string usage_of(const ArgSpec& spec);

// The help with its choices, default and environment variable.
std::string full_help(const ArgSpec& spec);

struct ArgGroup {
  std::string heading;
  std::vector<const ArgSpec*> specs;
};

// The options by heading, in the order in which the headings first come up; hidden ones left out.
// --help closes the last group.
std::vector<ArgGroup> option_groups(const ArgSet& args);

// The description of the --help that parse() adds to every command.
const ArgSpec& help_option();

} // namespace lpaz::cli
