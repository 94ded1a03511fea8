#include "cli/completion_words.hpp"

#include "lpaz/cli/completion.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::cli {
namespace {

// What the functions below fill in; @name@ is a shell name, @program@ the command.
constexpr std::string_view k_script =
    R"bash(# bash completion for @program@. Generated; do not edit.

@name@_options() {
  case $1 in
@options@  esac
}

# The words that may stand after an option, or what kind they are.
@name@_option_values() {
  case "$1 $2" in
@option_values@  *) return 1 ;;
  esac
}

@name@_argument_values() {
  case $1 in
@argument_values@  *) echo :none ;;
  esac
}

@name@_reply() {
  local kind=$1 current=$2
  case $kind in
    :none) COMPREPLY=() ;;
    :file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    :directory)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    :command) mapfile -t COMPREPLY < <(compgen -c -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$kind" -- "$current") ;;
  esac
}

@name@_complete() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command=${COMP_WORDS[1]} values
  # "--option=value" arrives as three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $previous == = && COMP_CWORD -gt 2 ]]; then
    previous=${COMP_WORDS[COMP_CWORD-2]}
  fi
  if (( COMP_CWORD == 1 )); then
    @name@_reply "@commands@ --help --version" "$current"
  elif values=$(@name@_option_values "$command" "$previous"); then
    @name@_reply "$values" "$current"
  elif [[ $current == -* ]]; then
    @name@_reply "$(@name@_options "$command")" "$current"
  else
    @name@_reply "$(@name@_argument_values "$command")" "$current"
  fi
}

complete -F @name@_complete @program@
)bash";

std::string replaced(std::string text, std::string_view mark, std::string_view value)
{
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    text.replace(at, mark.size(), value);
    at += value.size();
  }
  return text;
}

std::string_view kind_word(Completion completion)
{
  switch (completion) {
  case Completion::file:
    return ":file";
  case Completion::directory:
    return ":directory";
  case Completion::command:
    return ":command";
  case Completion::none:
    break;
  }
  return ":none";
}

std::string values_of(const std::vector<std::string>& choices, Completion completion)
{
  return choices.empty() ? std::string(kind_word(completion)) : util::join(choices, " ");
}

std::string option_cases(const std::vector<SharedOption>& options,
                         const ProgramDescription& program)
{
  std::string cases;
  for (const CommandDescription& command : program.commands) {
    std::vector<std::string> names;
    for (const SharedOption& option : options) {
      const auto& commands = option.commands;
      if (std::ranges::find(commands, command.name) != commands.end()) {
        names.insert(names.end(), option.spec->names.begin(), option.spec->names.end());
      }
    }
    cases +=
        fmt::format("    {}) echo {} ;;\n", command.name, shell_quoted(util::join(names, " ")));
  }
  return cases;
}

// One pattern for each command and name: "block-user --output"|"block-user -o"; an option that
// every command has is listed without a command.
std::string value_cases(const std::vector<SharedOption>& options, const ProgramDescription& program)
{
  std::string cases;
  for (const SharedOption& option : options) {
    if (option.spec->kind == ArgKind::flag) {
      continue;
    }
    const bool everywhere = option.commands.size() == program.commands.size();
    std::vector<std::string> patterns;
    for (const std::string& name : option.spec->names) {
      for (const std::string& command : everywhere ? std::vector<std::string>{} : option.commands) {
        patterns.push_back(fmt::format("\"{} {}\"", command, name));
      }
      if (everywhere) {
        patterns.push_back(fmt::format("*\" {}\"", name));
      }
    }
    cases += fmt::format("    {}) echo {} ;;\n",
                         util::join(patterns, " | "),
                         shell_quoted(values_of(option.spec->choices, option.spec->completion)));
  }
  return cases;
}

std::string argument_cases(const ProgramDescription& program)
{
  std::string cases;
  for (const CommandDescription& command : program.commands) {
    const std::string values =
        values_of(positional_choices(command), positional_completion(command));
    if (values != ":none") {
      cases += fmt::format("    {}) echo {} ;;\n", command.name, shell_quoted(values));
    }
  }
  return cases;
}

} // namespace

std::string bash_completion(const ProgramDescription& program)
{
  std::vector<std::string> commands;
  commands.reserve(program.commands.size());
  for (const CommandDescription& command : program.commands) {
    commands.push_back(command.name);
  }
  const auto options = shared_options(program);
  std::string script = replaced(std::string(k_script), "@options@", option_cases(options, program));
  script = replaced(std::move(script), "@option_values@", value_cases(options, program));
  script = replaced(std::move(script), "@argument_values@", argument_cases(program));
  script = replaced(std::move(script), "@commands@", util::join(commands, " "));
  script = replaced(std::move(script), "@name@", "_" + replaced(program.name, "-", "_"));
  return replaced(std::move(script), "@program@", program.name);
}

} // namespace lpaz::cli
