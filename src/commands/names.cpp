#include "commands/names.hpp"

#include "lpaz/admin/name_list.hpp"
#include "lpaz/runtime/input_file.hpp"
#include "lpaz/util/csv.hpp"

namespace lpaz::commands {
cli::ArgSet name_args(GivenNames& names)
{
  return {positional("USER", names.users, "User principal name or object id"),
          option("--from-file",
                 names.from_file,
                 "FILE|-",
                 "People from a file: CSV with a header, or one a line; - for standard input")
              .completes(cli::Completion::file)};
}

Result<std::vector<std::string>> all_names(const GivenNames& names, runtime::Context& context)
{
  std::vector<std::string> all = names.users;
  if (!names.from_file.empty()) {
    LPAZ_TRY(const std::string text,
             runtime::read_input(names.from_file, context.streams().in(), util::k_longest_csv));
    LPAZ_TRY(const auto listed, admin::read_names(text, runtime::input_name(names.from_file)));
    all.insert(all.end(), listed.begin(), listed.end());
  }
  if (all.empty()) {
    return fail(ErrorKind::usage, "nobody is named", "give USER, or --from-file FILE");
  }
  return all;
}

} // namespace lpaz::commands
