#include "lpaz/cli/parse.hpp"

#include "lpaz/util/text.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace lpaz::cli {
namespace {

using util::make_visible;
using Words = std::span<const std::string>;

// CLI11 reads "--x=" as "--x", and "--x={}" as "--x" if it is a flag. So these two values are
// marked with this character, which no checked word holds, on their way through CLI11.
constexpr char k_mark = '\x01';

// What CLI11 reports as the value of an option that was given none.
constexpr const char* k_no_value = "\x02";

std::string marked(const std::string& word)
{
  const auto equals = word.starts_with("--") ? word.find('=') : std::string::npos;
  const std::string_view value = std::string_view(word).substr(std::min(equals, word.size()));
  return value == "=" || value == "={}" ? word + k_mark : word;
}

std::string unmarked(std::string value)
{
  if (value.ends_with(k_mark)) {
    value.pop_back();
  }
  return value;
}

std::unexpected<Error> usage(std::string message, std::string hint = {})
{
  return fail(ErrorKind::usage, std::move(message), std::move(hint));
}

Status check_choice(const ArgSpec& spec, const std::string& value)
{
  const auto& choices = spec.choices;
  if (choices.empty() || std::ranges::find(choices, value) != choices.end()) {
    return {};
  }
  const auto nearest = util::nearest_word(value, choices);
  return usage(
      fmt::format("\"{}\" is not one of {}", make_visible(value), util::join(choices, ", ")),
      nearest ? fmt::format("did you mean {}?", *nearest) : std::string());
}

Status check_range(const ArgSpec& spec, const std::string& value)
{
  const auto number = util::parse_integer(value);
  if (number && *number < spec.lowest) {
    return usage(fmt::format("{} is less than {}", *number, spec.lowest));
  }
  if (number && *number > spec.highest) {
    return usage(fmt::format("{} is more than {}", *number, spec.highest));
  }
  return {};
}

Status store_value(const ArgSpec& spec, const std::string& value)
{
  Status status = check_choice(spec, value);
  if (status) {
    status = check_range(spec, value);
  }
  if (status) {
    status = spec.parse(value);
  }
  if (!status) {
    const auto name = spec.kind == ArgKind::positional ? fmt::format("<{}>", spec.value_name)
                                                       : "option " + spec.names.front();
    status = fail(with_context(std::move(status).error(), name));
    status.error().kind = ErrorKind::usage;
  }
  return status;
}

Status store_flag(const ArgSpec& spec, const std::vector<std::string>& values)
{
  const bool has_value = std::ranges::any_of(values, [](const auto& v) { return !v.empty(); });
  return has_value ? usage(fmt::format("option {} takes no value", spec.names.front()))
                   : spec.parse("");
}

Status check_unknown(const ArgSet& args, const std::string& word)
{
  if (word.size() < 2 || word.front() != '-') {
    return {};
  }
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

Status too_few(const ArgSpec& spec, std::size_t given)
{
  if (spec.minimum == 1) {
    return usage(fmt::format("<{}> is missing", spec.value_name));
  }
  return usage(
      fmt::format("at least {} <{}> are needed, not {}", spec.minimum, spec.value_name, given));
}

// Each positional takes as many words as it may while enough are left for those after it. CLI11
// would give all of them to the first list, and would split "[HR]" there.
Status store_positionals(const ArgSet& args, Words words)
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
    if (count > words.size()) {
      return too_few(*spec, words.size());
    }
    for (const std::string& word : words.first(count)) {
      LPAZ_CHECK(store_value(*spec, word));
    }
    words = words.subspan(count);
  }
  return words.empty()
             ? Status()
             : usage(fmt::format("unexpected argument \"{}\"", make_visible(words.front())));
}

// CLI11 tells options, values and positionals apart and calls back with the values of each option.
// Its own messages and exit codes are dropped in favour of our first error.
class Parser {
public:
  // `words` end before "--".
  Parser(const ArgSet& args, Words words);

  // The positionals; nothing if help was asked for.
  Result<std::optional<std::vector<std::string>>> read_options();

private:
  void add(const ArgSpec& spec);
  Status store_option(const ArgSpec& spec, const std::vector<std::string>& values) const;
  Status no_value(const ArgSpec& spec) const;
  Status check_required() const;

  const ArgSet& m_args;
  Words m_words;
  CLI::App m_app;
  Status m_status;
};

Parser::Parser(const ArgSet& args, Words words) : m_args(args), m_words(words)
{
  m_app.set_help_flag();
  m_app.allow_extras();
  // Thrown at once, so that help wins over every mistake and nothing is stored.
  m_app.add_option("--help,-h", [](const auto&) -> bool { throw CLI::CallForHelp(); })
      ->expected(0, 0)
      ->trigger_on_parse();
  for (const ArgSpec* spec : args.options()) {
    add(*spec);
  }
}

void Parser::add(const ArgSpec& spec)
{
  const bool is_flag = spec.kind == ArgKind::flag;
  const auto store = [this, &spec, is_flag](const std::vector<std::string>& values) {
    m_status = is_flag ? store_flag(spec, values) : store_option(spec, values);
    return m_status.has_value();
  };
  // For CLI11 every option may go without a value; otherwise it would read the next option as the
  // value.
  m_app.add_option(util::join(spec.names, ","), store)
      ->expected(0, is_flag ? 0 : 1)
      ->default_str(is_flag ? "" : k_no_value)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Result<std::optional<std::vector<std::string>>> Parser::read_options()
{
  std::vector<std::string> last_first;
  std::ranges::transform(m_words.rbegin(), m_words.rend(), std::back_inserter(last_first), marked);
  try {
    m_app.parse(last_first);
  } catch (const CLI::CallForHelp&) {
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    if (m_status) { // none of ours: it must not pass for success
      m_status = usage(fmt::format("cannot read the options ({})", error.get_name()));
    }
  }
  auto rest = m_app.remaining();
  for (const std::string& word : rest) {
    LPAZ_CHECK(check_unknown(m_args, word));
  }
  LPAZ_CHECK(m_status);
  LPAZ_CHECK(check_required());
  return rest;
}

Status Parser::store_option(const ArgSpec& spec, const std::vector<std::string>& values) const
{
  for (const std::string& value : values) {
    if (value == k_no_value) {
      return no_value(spec);
    }
  }
  if (values.size() > 1 && !spec.repeatable) {
    return usage(fmt::format("option {} is given {} times", spec.names.front(), values.size()),
                 "give it once");
  }
  for (const std::string& value : values) {
    LPAZ_CHECK(store_value(spec, unmarked(value)));
  }
  return {};
}

Status Parser::no_value(const ArgSpec& spec) const
{
  const std::string& name = spec.names.front();
  const auto is_name = [&spec](const std::string& word) {
    return std::ranges::find(spec.names, word) != spec.names.end();
  };
  const auto place =
      std::ranges::adjacent_find(m_words, [&is_name](const auto& word, const auto& next) {
        return is_name(word) && next.starts_with('-');
      });
  if (place != m_words.end()) {
    return usage(fmt::format("option {} needs a value", name),
                 fmt::format("a value that begins with a dash is written {}={}",
                             name,
                             make_visible(*std::next(place))));
  }
  const std::string& last = m_words.back();
  return usage(fmt::format("option {} needs a value", is_name(last) ? last : name));
}

Status Parser::check_required() const
{
  for (const ArgSpec* spec : m_args.options()) {
    if (spec->required && m_app.count(spec->names.front()) == 0) {
      return usage(fmt::format("option {} is missing", spec->names.front()));
    }
  }
  return {};
}

// Whether help was asked for.
Result<bool> parse_words(const ArgSet& args, Words words)
{
  const auto end = std::ranges::find(words, "--");
  LPAZ_TRY(auto positionals, Parser(args, {words.begin(), end}).read_options());
  if (!positionals) {
    return true;
  }
  if (end != words.end()) {
    positionals->insert(positionals->end(), end + 1, words.end());
  }
  LPAZ_CHECK(store_positionals(args, *positionals));
  return false;
}

} // namespace

Result<ParseOutcome>
parse(std::string_view command, const ArgSet& args, std::span<const std::string> words)
{
  for (const std::string& word : words) {
    LPAZ_CHECK(check_word(word));
  }
  auto help = parse_words(args, words);
  if (!help) {
    if (help.error().hint.empty()) {
      help.error().hint = fmt::format("see {} --help", command);
    }
    return fail(std::move(help).error());
  }
  return ParseOutcome{*help};
}

Status check_word(std::string_view word)
{
  if (!util::is_valid_utf8(word)) {
    return fail(ErrorKind::usage,
                fmt::format("argument \"{}\" is not UTF-8", util::make_visible(word)));
  }
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    const bool is_c1 = byte == 0xc2 && static_cast<unsigned char>(word[i + 1]) < 0xa0;
    if (byte < 0x20 || byte == 0x7f || is_c1) {
      return fail(
          ErrorKind::usage,
          fmt::format("argument \"{}\" holds a control character", util::make_visible(word)));
    }
  }
  return {};
}

} // namespace lpaz::cli
