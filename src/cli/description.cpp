#include "lpaz/cli/description.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::cli {

const CommandDescription* ProgramDescription::find(std::string_view command) const
{
  const auto found = std::ranges::find_if(commands, [command](const CommandDescription& candidate) {
    return candidate.name == command;
  });
  return found == commands.end() ? nullptr : &*found;
}

Error unknown_command(const ProgramDescription& program, std::string_view word)
{
  std::vector<std::string> names;
  names.reserve(program.commands.size());
  for (const CommandDescription& command : program.commands) {
    names.push_back(command.name);
  }
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("unknown command \"{}\"", util::make_visible(word));
  const auto nearest = util::nearest_word(word, names);
  error.hint = nearest ? fmt::format("did you mean {}?", *nearest)
                       : fmt::format("see {} --help", program.name);
  return error;
}

} // namespace lpaz::cli
