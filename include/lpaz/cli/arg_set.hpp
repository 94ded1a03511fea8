#pragma once

#include "lpaz/util/result.hpp"

#include <chrono>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lpaz::cli {

enum class ArgKind { flag, option, positional };
enum class Completion { none, file, directory, command };

// Stores a value that was given; its error says only what is wrong with the value, as in
// "is not a duration: 3x". Which option it was is added by parse().
using ValueParser = std::function<Status(const std::string& value)>;

// The field that an argument fills. A vector takes a repeated option; repeating any other is a
// usage error. Durations are typed as 90, 90s, 15m, 2h. Optional bools are typed as yes or no.
using Target = std::variant<std::string*,
                            std::optional<std::string>*,
                            bool*,
                            std::optional<bool>*,
                            int*,
                            long long*,
                            std::optional<long long>*,
                            std::chrono::seconds*,
                            std::optional<std::chrono::seconds>*,
                            std::vector<std::string>*,
                            ValueParser>;

struct ArgSpec {
  ArgKind kind = ArgKind::option;
  std::vector<std::string> names; // "--yes", "-y", the long one first; none for a positional
  std::string value_name;         // "TEXT"; none for a flag
  std::string help;               // a phrase or sentence, without a final full stop
  std::string heading;            // the group in the help
  bool required = false;
  bool repeatable = false;
  bool hidden = false;
  std::size_t minimum = 0; // how many values, for a positional
  std::size_t maximum = 1;
  long long lowest = std::numeric_limits<long long>::min(); // for a number
  long long highest = std::numeric_limits<long long>::max();
  std::vector<std::string> choices;
  std::string environment; // the variable that stands in, for the documentation only
  std::string default_text;
  Completion completion = Completion::none;
  Target target;
};

// One option, flag or positional.
class Arg {
public:
  explicit Arg(ArgSpec spec) : m_spec(std::move(spec)) {}

  Arg& required();
  Arg& choices(std::vector<std::string> values);
  Arg& env(std::string_view variable);
  Arg& default_text(std::string_view text);
  Arg& hidden();
  Arg& completes(Completion completion);
  Arg& range(long long lowest, long long highest);
  // Takes the place of storing the value in the field.
  Arg& parser(ValueParser parse);
  Arg& at_least(std::size_t count);
  Arg& at_most(std::size_t count);

  const ArgSpec& spec() const { return m_spec; }

private:
  friend class ArgSet;
  ArgSpec m_spec;
};

Arg make_option(std::string_view names,
                Target target,
                std::string_view value_name,
                std::string_view help);
Arg make_positional(std::string_view value_name, Target target, std::string_view help);

// option("--output,-o", options.output, "FORMAT", "How to print the result").
template <typename Field>
Arg option(std::string_view names, Field& field, std::string_view value_name, std::string_view help)
{
  return make_option(names, Target(&field), value_name, help);
}

// An option whose value is stored by a function.
inline Arg parsed_option(std::string_view names,
                         ValueParser parse,
                         std::string_view value_name,
                         std::string_view help)
{
  return make_option(names, Target(std::move(parse)), value_name, help);
}

Arg flag(std::string_view names, bool& field, std::string_view help);

// A std::string must be given, an optional one may be, a vector takes all that are left.
template <typename Field>
Arg positional(std::string_view value_name, Field& field, std::string_view help)
{
  return make_positional(value_name, Target(&field), help);
}

// What one command takes, in the order of its help. The fields must outlive the parsing.
class ArgSet {
public:
  ArgSet() = default;
  ArgSet(std::initializer_list<Arg> args) : ArgSet("Options", args) {}
  ArgSet(std::string_view heading, std::initializer_list<Arg> args);

  // Appends the other's arguments; those with a heading keep it.
  ArgSet& add(ArgSet other);
  ArgSet& add(Arg arg); // under "Options"

  const std::vector<Arg>& args() const { return m_args; }
  // Those of one kind, hidden ones included.
  std::vector<const ArgSpec*> positionals() const;
  std::vector<const ArgSpec*> options() const; // flags too
  // The one with the name "--yes" or "-y"; nullptr if there is none.
  const ArgSpec* find(std::string_view name) const;

private:
  std::vector<Arg> m_args;
};

inline ArgSet operator+(ArgSet first, ArgSet second)
{
  first.add(std::move(second));
  return first;
}

} // namespace lpaz::cli
