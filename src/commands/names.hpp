#pragma once

#include "commands/commands.hpp"

#include "lpaz/admin/people/name_list.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// Users or groups as arguments, from a file, or both.
struct GivenNames {
  std::vector<std::string> words;
  std::string from_file; // "-" = standard input
};

// USER... or GROUP..., and --from-file.
cli::ArgSet name_args(GivenNames& names, admin::Listed listed = admin::Listed::users);
cli::Arg from_file_arg(GivenNames& names, admin::Listed listed);

// All of them, in their order. Every bad row of the file is one ErrorKind::usage error, and so is
// an empty list; names_if_any() permits that neither arguments nor a file are given.
Result<std::vector<std::string>> all_names(const GivenNames& names,
                                           runtime::Context& context,
                                           admin::Listed listed = admin::Listed::users);

Result<std::vector<std::string>>
names_if_any(const GivenNames& names, runtime::Context& context, admin::Listed listed);

} // namespace lpaz::commands
