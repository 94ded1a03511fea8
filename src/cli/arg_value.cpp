#include "cli/arg_value.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <type_traits>

namespace lpaz::cli {
namespace {

using util::make_visible;

Result<long long> parse_number(const ArgSpec& spec, const std::string& value, long long highest)
{
  const auto number = util::parse_integer(value);
  if (!number) {
    return fail(ErrorKind::usage, fmt::format("\"{}\" is not a whole number", make_visible(value)));
  }
  const long long top = std::min(spec.highest, highest);
  if (*number < spec.lowest) {
    return fail(ErrorKind::usage, fmt::format("{} is less than {}", *number, spec.lowest));
  }
  if (*number > top) {
    return fail(ErrorKind::usage, fmt::format("{} is more than {}", *number, top));
  }
  return *number;
}

Result<bool> parse_yes_or_no(const std::string& value)
{
  for (const auto& [word, meaning] : {std::pair("yes", true),
                                      std::pair("no", false),
                                      std::pair("true", true),
                                      std::pair("false", false)}) {
    if (util::equals_ignoring_case(value, word)) {
      return meaning;
    }
  }
  return fail(ErrorKind::usage, fmt::format("\"{}\" is neither yes nor no", make_visible(value)));
}

Result<std::chrono::seconds> parse_seconds(const std::string& value)
{
  const auto duration = util::parse_duration(value);
  if (!duration) {
    return fail(
        ErrorKind::usage,
        fmt::format("\"{}\" is not a duration such as 90s, 15m or 2h", make_visible(value)));
  }
  return *duration;
}

// One overload for each kind of field.
class Store {
public:
  Store(const ArgSpec& spec, const std::string& value) : m_spec(spec), m_value(value) {}

  Status operator()(std::string* field) const { return keep(field, Result<std::string>(m_value)); }
  Status operator()(std::optional<std::string>* field) const
  {
    return keep(field, Result<std::string>(m_value));
  }
  Status operator()(std::vector<std::string>* field) const
  {
    field->push_back(m_value);
    return {};
  }
  Status operator()(bool* field) const { return keep(field, parse_yes_or_no(m_value)); }
  Status operator()(std::optional<bool>* field) const
  {
    return keep(field, parse_yes_or_no(m_value));
  }
  Status operator()(int* field) const
  {
    LPAZ_TRY(const long long number,
             parse_number(m_spec, m_value, std::numeric_limits<int>::max()));
    *field = static_cast<int>(number);
    return {};
  }
  Status operator()(long long* field) const { return keep(field, number()); }
  Status operator()(std::optional<long long>* field) const { return keep(field, number()); }
  Status operator()(std::chrono::seconds* field) const
  {
    return keep(field, parse_seconds(m_value));
  }
  Status operator()(std::optional<std::chrono::seconds>* field) const
  {
    return keep(field, parse_seconds(m_value));
  }
  Status operator()(const ValueParser& parse) const { return parse(m_value); }

private:
  Result<long long> number() const
  {
    return parse_number(m_spec, m_value, std::numeric_limits<long long>::max());
  }

  template <typename Field, typename Value>
  static Status keep(Field* field, Result<Value> value)
  {
    if (!value) {
      return fail(std::move(value).error());
    }
    *field = *std::move(value);
    return {};
  }

  const ArgSpec& m_spec;
  const std::string& m_value;
};

Status check_choice(const ArgSpec& spec, const std::string& value)
{
  const auto& choices = spec.choices;
  if (choices.empty() || std::ranges::find(choices, value) != choices.end()) {
    return {};
  }
  const auto nearest = util::nearest_word(value, choices);
  return fail(
      ErrorKind::usage,
      fmt::format("\"{}\" is not one of {}", make_visible(value), util::join(choices, ", ")),
      nearest ? fmt::format("did you mean {}?", *nearest) : std::string());
}

Status store_value(const ArgSpec& spec, const std::string& value)
{
  LPAZ_CHECK(check_choice(spec, value));
  return std::visit(Store(spec, value), spec.target);
}

} // namespace

std::string name_in_messages(const ArgSpec& spec)
{
  return spec.kind == ArgKind::positional ? fmt::format("<{}>", spec.value_name)
                                          : fmt::format("option {}", spec.names.front());
}

Status store_values(const ArgSpec& spec, const std::vector<std::string>& values)
{
  if (spec.kind == ArgKind::flag) {
    *std::get<bool*>(spec.target) = true;
    return {};
  }
  for (const std::string& value : values) {
    if (Status stored = store_value(spec, value); !stored) {
      Error error = with_context(std::move(stored).error(), name_in_messages(spec));
      error.kind = ErrorKind::usage;
      return fail(std::move(error));
    }
  }
  return {};
}

} // namespace lpaz::cli
