#include "lpaz/cli/arg_set.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_any_number = std::numeric_limits<std::size_t>::max();
constexpr std::string_view k_default_heading = "Options";

// Long names first.
std::vector<std::string> split_names(std::string_view names)
{
  std::vector<std::string> result;
  for (const bool want_long : {true, false}) {
    for (const std::string_view part : util::split(names, ',')) {
      const std::string_view name = util::trim(part);
      if (name.starts_with("--") == want_long) {
        result.emplace_back(name);
      }
    }
  }
  return result;
}

ArgSpec make_spec(ArgKind kind, Target target, std::string_view value_name, std::string_view help)
{
  ArgSpec spec;
  spec.kind = kind;
  spec.value_name = value_name;
  spec.help = help;
  spec.repeatable = std::holds_alternative<std::vector<std::string>*>(target);
  spec.maximum = spec.repeatable ? k_any_number : 1;
  spec.target = std::move(target);
  return spec;
}

} // namespace

Arg& Arg::required()
{
  m_spec.required = true;
  m_spec.minimum = std::max<std::size_t>(m_spec.minimum, 1);
  return *this;
}

Arg& Arg::choices(std::vector<std::string> values)
{
  m_spec.choices = std::move(values);
  return *this;
}

Arg& Arg::env(std::string_view variable)
{
  m_spec.environment = variable;
  return *this;
}

Arg& Arg::default_text(std::string_view text)
{
  m_spec.default_text = text;
  return *this;
}

Arg& Arg::hidden()
{
  m_spec.hidden = true;
  return *this;
}

Arg& Arg::completes(Completion completion)
{
  m_spec.completion = completion;
  return *this;
}

Arg& Arg::range(long long lowest, long long highest)
{
  m_spec.lowest = lowest;
  m_spec.highest = highest;
  return *this;
}

Arg& Arg::parser(ValueParser parse)
{
  m_spec.target = std::move(parse);
  return *this;
}

Arg& Arg::at_least(std::size_t count)
{
  m_spec.minimum = count;
  m_spec.required = count > 0;
  return *this;
}

Arg& Arg::at_most(std::size_t count)
{
  m_spec.maximum = count;
  return *this;
}

Arg make_option(std::string_view names,
                Target target,
                std::string_view value_name,
                std::string_view help)
{
  ArgSpec spec = make_spec(ArgKind::option, std::move(target), value_name, help);
  spec.names = split_names(names);
  return Arg(std::move(spec));
}

Arg flag(std::string_view names, bool& field, std::string_view help)
{
  ArgSpec spec = make_spec(ArgKind::flag, Target(&field), "", help);
  spec.names = split_names(names);
  return Arg(std::move(spec));
}

Arg make_positional(std::string_view value_name, Target target, std::string_view help)
{
  const bool must_be_given =
      std::holds_alternative<std::string*>(target) || std::holds_alternative<ValueParser>(target);
  ArgSpec spec = make_spec(ArgKind::positional, std::move(target), value_name, help);
  spec.required = must_be_given;
  spec.minimum = must_be_given ? 1 : 0;
  return Arg(std::move(spec));
}

ArgSet::ArgSet(std::string_view heading, std::initializer_list<Arg> args) : m_args(args)
{
  for (Arg& arg : m_args) {
    arg.m_spec.heading = heading;
  }
}

ArgSet& ArgSet::add(ArgSet other)
{
  std::ranges::move(other.m_args, std::back_inserter(m_args));
  return *this;
}

ArgSet& ArgSet::add(Arg arg)
{
  arg.m_spec.heading = k_default_heading;
  m_args.push_back(std::move(arg));
  return *this;
}

std::vector<const ArgSpec*> ArgSet::positionals() const
{
  std::vector<const ArgSpec*> result;
  for (const Arg& arg : m_args) {
    if (arg.spec().kind == ArgKind::positional) {
      result.push_back(&arg.spec());
    }
  }
  return result;
}

std::vector<const ArgSpec*> ArgSet::options() const
{
  std::vector<const ArgSpec*> result;
  for (const Arg& arg : m_args) {
    if (arg.spec().kind != ArgKind::positional) {
      result.push_back(&arg.spec());
    }
  }
  return result;
}

const ArgSpec* ArgSet::find(std::string_view name) const
{
  for (const Arg& arg : m_args) {
    const auto& names = arg.spec().names;
    if (std::ranges::find(names, name) != names.end()) {
      return &arg.spec();
    }
  }
  return nullptr;
}

} // namespace lpaz::cli
