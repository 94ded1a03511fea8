#pragma once

#include "commands/commands.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// People as arguments, from a file, or both.
struct GivenNames {
  std::vector<std::string> users;
  std::string from_file; // "-" = standard input
};

// USER... and --from-file.
cli::ArgSet name_args(GivenNames& names);

// All of them, in their order. Every bad row of the file is one ErrorKind::usage error, and so is
// nobody at all.
Result<std::vector<std::string>> all_names(const GivenNames& names, runtime::Context& context);

} // namespace lpaz::commands
