#include "sandbox/program/command.hpp"

namespace lpaz::sandbox::program {

Status Terminal::print(std::string_view text) const
{
  LPAZ_CHECK(streams.out().write(text));
  return streams.out().flush();
}

cli::CommandDescription describe_command(std::string_view name,
                                         std::string_view section,
                                         std::string_view summary,
                                         std::string_view help)
{
  cli::CommandDescription description;
  description.name = name;
  description.section = section;
  description.summary = summary;
  description.help = help;
  return description;
}

std::vector<Command> all_commands()
{
  return {serve_command(),
          exec_command(),
          state_command(),
          fault_command(),
          advance_command(),
          cycle_command(),
          journal_command()};
}

} // namespace lpaz::sandbox::program
