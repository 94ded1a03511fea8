#pragma once

#include "lpaz/util/result.hpp"

#include <chrono>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace lpaz::cli {

enum class ArgKind { flag, option, positional };
enum class Completion { none, file, directory, command };

// Stores a value that was given; its error says only what is wrong with the value, as in "is not a
// duration: 3x". parse() adds the name of the option.
using ValueParser = std::function<Status(const std::string& value)>;

// Read a value as it is typed into the field of an argument: text, yes or no, a whole number, a
// duration (90, 90s, 15m, 2h). A list grows by the value.
Status read_value(const std::string& value, std::string& field);
Status read_value(const std::string& value, bool& field);
Status read_value(const std::string& value, int& field);
Status read_value(const std::string& value, long long& field);
Status read_value(const std::string& value, std::chrono::seconds& field);
Status read_value(const std::string& value, std::vector<std::string>& field);

template <typename Field>
Status read_value(const std::string& value, std::optional<Field>& field)
{
  return read_value(value, field.emplace());
}

struct ArgSpec {
  ArgKind kind = ArgKind::option;
  std::vector<std::string> names; // "--yes", "-y", the long one first; none for a positional
  std::string value_name;         // "TEXT"; none for a flag
  std::string help;               // a phrase or sentence, without a final full stop
  std::string heading;            // the group in the help
  bool required = false;
  bool repeatable = false; // fills a list; repeating any other option is a usage error
  bool hidden = false;
  std::size_t minimum = 0; // how many values, for a positional
  std::size_t maximum = 1;
  long long lowest = std::numeric_limits<long long>::min(); // for a number
  long long highest = std::numeric_limits<long long>::max();
  std::vector<std::string> choices;
  std::string environment; // the variable that stands in, for the documentation only
  std::string default_text;
  Completion completion = Completion::none;
  ValueParser parse; // stores a value; of a flag, that it was given
};

// One option, flag or positional.
class Arg {
public:
  explicit Arg(ArgSpec spec) : m_spec(std::move(spec)) {}

  Arg& required();
  Arg& repeatable();
  Arg& choices(std::vector<std::string> values);
  Arg& env(std::string_view variable);
  Arg& default_text(std::string_view text);
  Arg& hidden();
  Arg& completes(Completion completion);
  Arg& range(long long lowest, long long highest);
  // Replaces the storing of the value in the field.
  Arg& parser(ValueParser parse);
  Arg& at_least(std::size_t count);
  Arg& at_most(std::size_t count);

  const ArgSpec& spec() const { return m_spec; }

private:
  friend class ArgSet;
  ArgSpec m_spec;
};

// An option whose value is stored by a function.
Arg parsed_option(std::string_view names,
                  ValueParser parse,
                  std::string_view value_name,
                  std::string_view help);
Arg parsed_positional(std::string_view value_name, ValueParser parse, std::string_view help);
Arg flag(std::string_view names, bool& field, std::string_view help);

// option("--output,-o", options.output, "FORMAT", "How to print the result").
template <typename Field>
Arg option(std::string_view names, Field& field, std::string_view value_name, std::string_view help)
{
  const auto read = [&field](const std::string& value) { return read_value(value, field); };
  Arg arg = parsed_option(names, read, value_name, help);
  return std::is_same_v<Field, std::vector<std::string>> ? arg.repeatable() : arg;
}

// A std::string must be given, an optional one may be, and a vector takes all that are left.
template <typename Field>
Arg positional(std::string_view value_name, Field& field, std::string_view help)
{
  const auto read = [&field](const std::string& value) { return read_value(value, field); };
  Arg arg = parsed_positional(value_name, read, help);
  if (std::is_same_v<Field, std::vector<std::string>>) {
    arg.repeatable();
  }
  return std::is_same_v<Field, std::string> ? arg.required() : arg;
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
