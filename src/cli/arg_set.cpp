#include "lpaz/cli/arg_set.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

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

ArgSpec make_spec(ArgKind kind, ValueParser parse, std::string_view value_name)
{
  ArgSpec spec;
  spec.kind = kind;
  spec.value_name = value_name;
  spec.parse = std::move(parse);
  return spec;
}

Arg make_arg(ArgSpec spec, std::string_view names, std::string_view help)
{
  spec.names = split_names(names);
  spec.help = help;
  return Arg(std::move(spec));
}

std::unexpected<Error> misfit(const std::string& value, std::string_view complaint)
{
  return fail(ErrorKind::usage, fmt::format("\"{}\" {}", util::make_visible(value), complaint));
}

} // namespace

Status read_value(const std::string& value, std::string& field)
{
  field = value;
  return {};
}

Status read_value(const std::string& value, bool& field)
{
  const auto is = [&value](std::string_view word) {
    return util::equals_ignoring_case(value, word);
  };
  field = is("yes") || is("true");
  return field || is("no") || is("false") ? Status() : misfit(value, "is neither yes nor no");
}

Status read_value(const std::string& value, long long& field)
{
  const auto number = util::parse_integer(value);
  field = number.value_or(0);
  return number ? Status() : misfit(value, "is not a whole number");
}

Status read_value(const std::string& value, int& field)
{
  long long number = 0;
  LPAZ_CHECK(read_value(value, number));
  field = static_cast<int>(number);
  return field == number ? Status() : misfit(value, "is out of range");
}

Status read_value(const std::string& value, std::chrono::seconds& field)
{
  const auto duration = util::parse_duration(value);
  field = duration.value_or(std::chrono::seconds(0));
  return duration ? Status() : misfit(value, "is not a duration such as 90s, 15m or 2h");
}

Status read_value(const std::string& value, std::vector<std::string>& field)
{
  field.push_back(value);
  return {};
}

Arg& Arg::required()
{
  m_spec.required = true;
  m_spec.minimum = std::max<std::size_t>(m_spec.minimum, 1);
  return *this;
}

Arg& Arg::repeatable()
{
  m_spec.repeatable = true;
  m_spec.maximum = k_any_number;
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
  m_spec.parse = std::move(parse);
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

Arg parsed_option(std::string_view names,
                  ValueParser parse,
                  std::string_view value_name,
                  std::string_view help)
{
  return make_arg(make_spec(ArgKind::option, std::move(parse), value_name), names, help);
}

Arg parsed_positional(std::string_view value_name, ValueParser parse, std::string_view help)
{
  return make_arg(make_spec(ArgKind::positional, std::move(parse), value_name), "", help);
}

Arg flag(std::string_view names, bool& field, std::string_view help)
{
  const auto set = [&field](const std::string&) -> Status {
    field = true;
    return {};
  };
  return make_arg(make_spec(ArgKind::flag, set, ""), names, help);
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
