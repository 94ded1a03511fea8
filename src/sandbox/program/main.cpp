#include "sandbox/program/command.hpp"

#include "lpaz/cli/help.hpp"
#include "lpaz/cli/parse.hpp"
#include "lpaz/cli/streams.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

namespace lpaz::sandbox::program {
namespace {

constexpr int k_failed = 1;
constexpr int k_usage = 2;

using Words = std::vector<std::string>;

int report(const Terminal& terminal, const Error& error)
{
  std::string text = "lpaz-sandbox: " + error.message + "\n";
  if (!error.hint.empty()) {
    text += "hint: " + error.hint + "\n";
  }
  (void)terminal.streams.err().write(text);
  return error.kind == ErrorKind::usage ? k_usage : k_failed;
}

int print(const Terminal& terminal, const std::string& text)
{
  return terminal.print(text) ? 0 : k_failed;
}

// Everything after "--" belongs to the command, whatever it looks like.
Words split_off_command(Words& words)
{
  const auto dashes = std::ranges::find(words, "--");
  Words behind(dashes == words.end() ? dashes : dashes + 1, words.end());
  words.erase(dashes, words.end());
  return behind;
}

Result<int> run_subcommand(const cli::ProgramDescription& program,
                           const Command& command,
                           Words words,
                           Terminal& terminal)
{
  const auto& description = command.description;
  terminal.behind_dashes = split_off_command(words);
  LPAZ_TRY(const auto outcome,
           cli::parse("lpaz-sandbox " + description.name, description.args, words));
  if (outcome.help_requested) {
    return print(terminal,
                 cli::command_help(program, description, {terminal.streams.out().width(), false}));
  }
  if (!terminal.behind_dashes.empty() && description.name != "exec") {
    return fail(ErrorKind::usage,
                description.name + " runs no command",
                "to run one against a sandbox: lpaz-sandbox exec -- COMMAND...");
  }
  return command.run(terminal);
}

int run_program(Words words)
{
  const auto environment = util::Environment::of_process();
  const auto streams = cli::process_streams(environment);
  Terminal terminal{*streams, environment, {}};
  const auto commands = all_commands();
  const auto program = describe(commands);
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    const int written =
        print(terminal, cli::program_help(program, {streams->out().width(), false}));
    return words.empty() ? k_usage : written;
  }
  if (words[0] == "--version") {
    return print(terminal, fmt::format("lpaz-sandbox {}\n", program.version));
  }
  const auto command = std::ranges::find_if(
      commands, [&](const Command& known) { return known.description.name == words[0]; });
  if (command == commands.end()) {
    return report(terminal, cli::unknown_command(program, words[0]));
  }
  words.erase(words.begin());
  const auto code = run_subcommand(program, *command, std::move(words), terminal);
  return code ? *code : report(terminal, code.error());
}

} // namespace
} // namespace lpaz::sandbox::program

int main(int argc, char** argv)
{
  try {
    return lpaz::sandbox::program::run_program({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "lpaz-sandbox: defect: {}\n", error.what());
    return 70;
  }
}
