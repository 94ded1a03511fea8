#include "lpaz/cli/completion.hpp"

#include "commands/commands.hpp"

#include "lpaz/runtime/program.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Prints the completion script of a shell. Packages install them; without a package, load the script from the start-up file of the shell.

Examples:
  source <(lpaz completion bash)
  lpaz completion zsh > "${fpath[1]}/_lpaz"
  lpaz completion fish > ~/.config/fish/completions/lpaz.fish)";

struct Options {
  std::string shell;
};

cli::ArgSet args(Options& options)
{
  return {positional("SHELL", options.shell, "The shell").choices({"bash", "zsh", "fish"})};
}

Status run(const Options& options, runtime::Context& context)
{
  const runtime::Program program(all_commands());
  const auto& description = program.description();
  const std::string script = options.shell == "bash"  ? cli::bash_completion(description)
                             : options.shell == "zsh" ? cli::zsh_completion(description)
                                                      : cli::fish_completion(description);
  return context.streams().out().write(script);
}

} // namespace

CommandSpec completion()
{
  return command("completion", "Print the completion script of a shell", k_help, args, run);
}

} // namespace lpaz::commands
