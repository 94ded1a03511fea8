#include "cli/completion_words.hpp"

#include "lpaz/cli/completion.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::cli {
namespace {

// In fish's single quotes a backslash escapes itself and the quote.
std::string fish_quoted(std::string_view text)
{
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + "'";
}

std::string fish_action(const std::vector<std::string>& choices, Completion completion)
{
  if (!choices.empty()) {
    return " -f -a " + fish_quoted(util::join(choices, " "));
  }
  switch (completion) {
  case Completion::file:
    return " -F";
  case Completion::directory:
    return " -f -a '(__fish_complete_directories)'";
  case Completion::command:
    return " -f -a '(__fish_complete_command)'";
  case Completion::none:
    break;
  }
  return " -f";
}

std::string condition(const std::vector<std::string>& commands, bool everywhere)
{
  const std::string test = everywhere ? "not __fish_use_subcommand"
                                      : "__fish_seen_subcommand_from " + util::join(commands, " ");
  return " -n " + fish_quoted(test);
}

std::string option_line(const ProgramDescription& program, const SharedOption& option)
{
  const ArgSpec& spec = *option.spec;
  const bool everywhere = option.commands.size() == program.commands.size();
  std::string line = "complete -c " + program.name + condition(option.commands, everywhere);
  for (const std::string& name : spec.names) {
    const bool is_long = name.starts_with("--");
    line += fmt::format(" -{} {}", is_long ? 'l' : 's', name.substr(is_long ? 2 : 1));
  }
  if (spec.kind == ArgKind::option) {
    line += " -r" + fish_action(spec.choices, spec.completion);
  }
  return line + " -d " + fish_quoted(spec.help) + "\n";
}

} // namespace

std::string fish_completion(const ProgramDescription& program)
{
  const std::string& name = program.name;
  std::string script = fmt::format("# fish completion for {0}. Generated; do not edit.\n\n"
                                   "complete -c {0} -f\n"
                                   "complete -c {0} -n __fish_use_subcommand -s h -l help "
                                   "-d 'Show the help'\n"
                                   "complete -c {0} -n __fish_use_subcommand -l version "
                                   "-d 'Show the version'\n",
                                   name);
  for (const CommandDescription& command : program.commands) {
    script += fmt::format("complete -c {} -n __fish_use_subcommand -a {} -d {}\n",
                          name,
                          command.name,
                          fish_quoted(command.summary));
  }
  for (const SharedOption& option : shared_options(program)) {
    script += option_line(program, option);
  }
  for (const CommandDescription& command : program.commands) {
    const auto choices = positional_choices(command);
    const Completion completion = positional_completion(command);
    if (!choices.empty() || completion != Completion::none) {
      script += fmt::format("complete -c {}{}{}\n",
                            name,
                            condition({command.name}, false),
                            fish_action(choices, completion));
    }
  }
  return script;
}

} // namespace lpaz::cli
