#include "cli/given_words.hpp"

#include "cli/arg_value.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace lpaz::cli {
namespace {

using util::make_visible;

std::unexpected<Error> usage(std::string message, std::string hint = {})
{
  return fail(ErrorKind::usage, std::move(message), std::move(hint));
}

Status unknown_option(const ArgSet& args, const std::string& word)
{
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> candidates = {"--help"};
  for (const ArgSpec* spec : args.options()) {
    if (!spec->hidden) {
      candidates.push_back(spec->names.front());
    }
  }
  const bool is_long = name.starts_with("--");
  const auto nearest = is_long ? util::nearest_word(name, candidates) : std::nullopt;
  return usage(fmt::format("unknown option {}", make_visible(name)),
               nearest ? fmt::format("did you mean {}?", *nearest) : std::string());
}

Status check_form(const GivenOption& option)
{
  const ArgSpec& spec = *option.spec;
  const std::string& name = spec.names.front();
  for (const GivenValue& value : option.values) {
    if (spec.kind == ArgKind::flag) {
      return usage(fmt::format("option {} takes no value", name));
    }
    if (value.looks_like_option) {
      return usage(fmt::format("option {} needs a value", name),
                   fmt::format("a value that begins with a dash is written {}={}",
                               name,
                               make_visible(value.text)));
    }
  }
  if (option.values.size() > 1 && !spec.repeatable) {
    return usage(fmt::format("option {} is given {} times", name, option.values.size()),
                 "give it once");
  }
  return {};
}

Status store_options(const std::vector<GivenOption>& options)
{
  for (const GivenOption& option : options) {
    LPAZ_CHECK(check_form(option));
    std::vector<std::string> values;
    values.reserve(option.values.size());
    for (const GivenValue& value : option.values) {
      values.push_back(value.text);
    }
    LPAZ_CHECK(store_values(*option.spec, values));
  }
  return {};
}

Status check_required_options(const ArgSet& args, const std::vector<GivenOption>& given)
{
  for (const ArgSpec* spec : args.options()) {
    const bool is_given = std::ranges::any_of(
        given, [spec](const GivenOption& option) { return option.spec == spec; });
    if (spec->required && !is_given) {
      return usage(fmt::format("option {} is missing", spec->names.front()));
    }
  }
  return {};
}

Status too_few(const ArgSpec& spec, std::size_t given)
{
  if (spec.minimum == 1) {
    return usage(fmt::format("<{}> is missing", spec.value_name));
  }
  return usage(
      fmt::format("at least {} <{}> are needed, not {}", spec.minimum, spec.value_name, given));
}

// Each positional takes as many words as it may while enough are left for those after it.
Status store_positionals(const ArgSet& args, std::span<const std::string> words)
{
  const auto specs = args.positionals();
  std::size_t needed = 0;
  for (const ArgSpec* spec : specs) {
    needed += spec->minimum;
  }
  for (const ArgSpec* spec : specs) {
    needed -= spec->minimum;
    const std::size_t free = words.size() > needed ? words.size() - needed : 0;
    const std::size_t count = std::min(spec->maximum, std::max(free, spec->minimum));
    if (count > words.size() || count < spec->minimum) {
      return too_few(*spec, words.size());
    }
    LPAZ_CHECK(store_values(*spec, {words.begin(), words.begin() + static_cast<long>(count)}));
    words = words.subspan(count);
  }
  if (!words.empty()) {
    return usage(fmt::format("unexpected argument \"{}\"", make_visible(words.front())));
  }
  return {};
}

Status judge(const ArgSet& args, const GivenWords& given)
{
  if (!given.unknown.empty()) {
    return unknown_option(args, given.unknown.front());
  }
  if (given.starving) {
    return usage(fmt::format("option {} needs a value", make_visible(*given.starving)));
  }
  LPAZ_CHECK(store_options(given.options));
  LPAZ_CHECK(check_required_options(args, given.options));
  return store_positionals(args, given.positionals);
}

} // namespace

Status store_words(std::string_view command, const ArgSet& args, const GivenWords& given)
{
  Status status = judge(args, given);
  if (!status && status.error().hint.empty()) {
    status.error().hint = fmt::format("see {} --help", command);
  }
  return status;
}

} // namespace lpaz::cli
