#include "cli/arg_text.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::cli {

std::string usage_of(const ArgSpec& spec)
{
  const std::string value = fmt::format("<{}>", spec.value_name);
  if (spec.kind == ArgKind::option) {
    return fmt::format("{} {}{}", spec.names.front(), value, spec.repeatable ? "..." : "");
  }
  const std::string all = value + (spec.maximum > 1 ? "..." : "");
  return spec.required ? all : "[" + all + "]";
}

std::string full_help(const ArgSpec& spec)
{
  std::string text = spec.help;
  if (!spec.choices.empty()) {
    text += ": " + util::join(spec.choices, ", ");
  }
  std::vector<std::string> notes;
  if (!spec.default_text.empty()) {
    notes.push_back("default: " + spec.default_text);
  }
  if (!spec.environment.empty()) {
    notes.push_back("environment: " + spec.environment);
  }
  if (spec.kind == ArgKind::option && spec.repeatable) {
    notes.emplace_back("may be repeated");
  }
  return notes.empty() ? text : fmt::format("{} ({})", text, util::join(notes, "; "));
}

std::vector<ArgGroup> option_groups(const ArgSet& args)
{
  std::vector<ArgGroup> groups;
  for (const ArgSpec* spec : args.options()) {
    if (spec->hidden) {
      continue;
    }
    auto group = std::ranges::find_if(
        groups, [spec](const ArgGroup& candidate) { return candidate.heading == spec->heading; });
    if (group == groups.end()) {
      group = groups.insert(group, {spec->heading, {}});
    }
    group->specs.push_back(spec);
  }
  if (groups.empty()) {
    groups.push_back({"Options", {}});
  }
  groups.back().specs.push_back(&help_option());
  return groups;
}

const ArgSpec& help_option()
{
  static const ArgSpec spec = [] {
    ArgSpec result;
    result.kind = ArgKind::flag;
    result.names = {"--help", "-h"};
    result.help = "Show this text";
    return result;
  }();
  return spec;
}

} // namespace lpaz::cli
