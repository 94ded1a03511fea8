#pragma once

#include "lpaz/cli/description.hpp"
#include "lpaz/cli/streams.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::program {

// The surroundings of a sub-command.
struct Terminal {
  cli::Streams& streams;
  const util::Environment& environment;
  std::vector<std::string> behind_dashes; // the words after "--"; only `exec` accepts any

  // Writes a result to stdout.
  Status print(std::string_view text) const;
};

// One sub-command. Parsing with the arguments of `description` fills what `run` reads; `run`
// gives the exit code of the process.
struct Command {
  cli::CommandDescription description;
  std::function<Result<int>(const Terminal&)> run;
};

// A command with its options, which live as long as it does.
template <typename Options>
Command make_command(cli::CommandDescription description,
                     cli::ArgSet (*args)(Options&),
                     Result<int> (*run)(const Options&, const Terminal&))
{
  const auto options = std::make_shared<Options>();
  description.args = args(*options);
  return {std::move(description),
          [options, run](const Terminal& terminal) { return run(*options, terminal); }};
}

cli::CommandDescription describe_command(std::string_view name,
                                         std::string_view section,
                                         std::string_view summary,
                                         std::string_view help);

// The sections of the help.
constexpr std::string_view k_start_section = "Start a sandbox";
constexpr std::string_view k_work_section = "Work a running sandbox";

Command serve_command();
Command exec_command();
Command state_command();
Command fault_command();
Command advance_command();
Command cycle_command();
Command journal_command();

// All, in the order of the help.
std::vector<Command> all_commands();
// The one description of the program, from which help, man page and completions are made.
cli::ProgramDescription describe(const std::vector<Command>& commands);

} // namespace lpaz::sandbox::program
