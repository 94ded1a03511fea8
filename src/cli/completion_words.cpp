#include "cli/completion_words.hpp"

#include "cli/arg_text.hpp"

#include <algorithm>

namespace lpaz::cli {
namespace {

bool are_same(const ArgSpec& a, const ArgSpec& b)
{
  return a.names == b.names && a.help == b.help && a.value_name == b.value_name &&
         a.choices == b.choices && a.completion == b.completion && a.repeatable == b.repeatable;
}

} // namespace

std::string shell_quoted(std::string_view text)
{
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::vector<SharedOption> shared_options(const ProgramDescription& program)
{
  std::vector<SharedOption> shared;
  const auto add = [&shared](const ArgSpec& spec, const std::string& command) {
    auto found = std::ranges::find_if(
        shared, [&spec](const SharedOption& other) { return are_same(*other.spec, spec); });
    if (found == shared.end()) {
      found = shared.insert(found, {&spec, {}});
    }
    found->commands.push_back(command);
  };
  for (const CommandDescription& command : program.commands) {
    for (const ArgSpec* spec : command.args.options()) {
      if (!spec->hidden) {
        add(*spec, command.name);
      }
    }
    add(help_option(), command.name);
  }
  return shared;
}

Completion positional_completion(const CommandDescription& command)
{
  for (const ArgSpec* spec : command.args.positionals()) {
    if (spec->completion != Completion::none) {
      return spec->completion;
    }
  }
  return Completion::none;
}

std::vector<std::string> positional_choices(const CommandDescription& command)
{
  for (const ArgSpec* spec : command.args.positionals()) {
    if (!spec->choices.empty()) {
      return spec->choices;
    }
  }
  return {};
}

} // namespace lpaz::cli
