#include "cli/arg_text.hpp"
#include "cli/completion_words.hpp"

#include "lpaz/cli/completion.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::cli {
namespace {

// A description inside the specifications of _arguments and _describe.
std::string escaped(std::string_view text)
{
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result;
}

std::string zsh_action(const ArgSpec& spec)
{
  if (!spec.choices.empty()) {
    return fmt::format("({})", util::join(spec.choices, " "));
  }
  switch (spec.completion) {
  case Completion::file:
    return "_files";
  case Completion::directory:
    return "_files -/";
  case Completion::command:
    return "_command_names -e";
  case Completion::none:
    break;
  }
  return "";
}

// '(--output -o)--output=[text]:FORMAT:(json csv)' for each name of the option.
std::string option_specs(const ArgSpec& spec)
{
  const bool has_value = spec.kind == ArgKind::option;
  const std::string prefix =
      spec.repeatable ? "*" : fmt::format("({})", util::join(spec.names, " "));
  std::string specs;
  for (const std::string& name : spec.names) {
    const std::string mark = !has_value ? "" : name.size() > 2 ? "=" : "+";
    std::string text = fmt::format("{}{}{}[{}]", prefix, name, mark, escaped(spec.help));
    if (has_value) {
      text += fmt::format(":{}:{}", escaped(spec.value_name), zsh_action(spec));
    }
    specs += fmt::format(" \\\n        {}", shell_quoted(text));
  }
  return specs;
}

std::string positional_spec(const ArgSpec& spec)
{
  const std::string_view prefix = spec.maximum > 1 ? "*:" : spec.required ? ":" : "::";
  return fmt::format(
      " \\\n        {}",
      shell_quoted(fmt::format("{}{}:{}", prefix, escaped(spec.value_name), zsh_action(spec))));
}

std::string command_case(const CommandDescription& command)
{
  std::string specs;
  for (const ArgGroup& group : option_groups(command.args)) {
    for (const ArgSpec* spec : group.specs) {
      specs += option_specs(*spec);
    }
  }
  for (const ArgSpec* spec : command.args.positionals()) {
    specs += positional_spec(*spec);
  }
  return fmt::format("    {})\n      _arguments -s -S{}\n      ;;\n", command.name, specs);
}

} // namespace

std::string zsh_completion(const ProgramDescription& program)
{
  std::string commands;
  std::string cases;
  for (const CommandDescription& command : program.commands) {
    commands += fmt::format(
        "    {}\n", shell_quoted(fmt::format("{}:{}", command.name, escaped(command.summary))));
    cases += command_case(command);
  }
  return fmt::format("#compdef {0}\n"
                     "# zsh completion for {0}. Generated; do not edit.\n\n"
                     "_{0}() {{\n"
                     "  local curcontext=$curcontext state line\n"
                     "  local -a commands\n"
                     "  commands=(\n{1}  )\n"
                     "  _arguments -C \\\n"
                     "    '(- *)'{{-h,--help}}'[Show the help]' \\\n"
                     "    '(- *)--version[Show the version]' \\\n"
                     "    '1: :->command' \\\n"
                     "    '*:: :->arguments' && return\n"
                     "  if [[ $state == command ]]; then\n"
                     "    _describe -t commands command commands\n"
                     "    return\n"
                     "  fi\n"
                     "  case $words[1] in\n{2}  esac\n"
                     "}}\n\n"
                     "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n"
                     "  _{0} \"$@\"\n"
                     "else\n"
                     "  compdef _{0} {0}\n"
                     "fi\n",
                     program.name,
                     commands,
                     cases);
}

} // namespace lpaz::cli
