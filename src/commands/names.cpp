#include "commands/names.hpp"

#include "lpaz/runtime/input_file.hpp"
#include "lpaz/util/csv.hpp"

namespace lpaz::commands {

using admin::Listed;

cli::Arg from_file_arg(GivenNames& names, Listed listed)
{
  return option("--from-file",
                names.from_file,
                "FILE|-",
                listed == Listed::users
                    ? "People from a file: CSV with a header, or one a line; - for standard input"
                    : "Groups from a file: CSV with a header, or one a line; - for standard input")
      .completes(cli::Completion::file);
}

cli::ArgSet name_args(GivenNames& names, Listed listed)
{
  const bool users = listed == Listed::users;
  return {positional(users ? "USER" : "GROUP",
                     names.words,
                     users ? "User principal name or object id"
                           : "Display name or object id of a group"),
          from_file_arg(names, listed)};
}

Result<std::vector<std::string>>
names_if_any(const GivenNames& names, runtime::Context& context, Listed listed)
{
  std::vector<std::string> all = names.words;
  if (!names.from_file.empty()) {
    LPAZ_TRY(const std::string text,
             runtime::read_input(names.from_file, context.streams().in(), util::k_longest_csv));
    LPAZ_TRY(const auto read,
             admin::read_names(text, runtime::input_name(names.from_file), listed));
    all.insert(all.end(), read.begin(), read.end());
  }
  return all;
}

Result<std::vector<std::string>>
all_names(const GivenNames& names, runtime::Context& context, Listed listed)
{
  LPAZ_TRY(auto all, names_if_any(names, context, listed));
  if (!all.empty()) {
    return all;
  }
  return listed == Listed::users
             ? fail(ErrorKind::usage, "name at least one user", "give USER, or --from-file FILE")
             : fail(ErrorKind::usage, "name at least one group", "give GROUP, or --from-file FILE");
}

} // namespace lpaz::commands
