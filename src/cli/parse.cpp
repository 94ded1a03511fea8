#include "lpaz/cli/parse.hpp"

#include "cli/given_words.hpp"

#include "lpaz/util/text.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lpaz::cli {
namespace {

// CLI11 is to read the grammar, not the values: it would take "--x=" for "--x" and drop or split
// some others. So each value goes in as this character, which no checked word can hold, and its
// index.
constexpr char k_mark = '\x01';

std::size_t value_begin(std::string_view word)
{
  const auto equals = word.find('=');
  return word.starts_with("--") && equals != std::string_view::npos ? equals + 1 : 0;
}

std::string masked(const std::string& word, std::size_t index)
{
  const std::size_t begin = value_begin(word);
  const bool is_option = word.size() > 1 && word.front() == '-';
  return is_option && begin == 0 ? word
                                 : fmt::format("{}{}{}", word.substr(0, begin), k_mark, index);
}

GivenValue unmasked(const std::string& value, std::span<const std::string> words)
{
  if (value.front() != k_mark) {
    return {value, value.front() == '-'};
  }
  const auto index = util::parse_integer(std::string_view(value).substr(1));
  const std::string& word = words[static_cast<std::size_t>(index.value_or(0))];
  return {word.substr(value_begin(word)), false};
}

class Grammar {
public:
  explicit Grammar(const ArgSet& args);
  GivenWords read(std::span<const std::string> words);

private:
  // Splits the words up to "--" into options, positionals and unknown options.
  GivenWords collect(std::span<const std::string> words) const;

  CLI::App m_app;
  CLI::Option* m_help = nullptr;
  std::vector<std::pair<const ArgSpec*, CLI::Option*>> m_options;
};

Grammar::Grammar(const ArgSet& args)
{
  m_app.set_help_flag();
  m_app.allow_extras();
  m_help = m_app.add_flag("--help,-h");
  for (const ArgSpec* spec : args.options()) {
    const std::string names = util::join(spec->names, ",");
    auto* option = spec->kind == ArgKind::flag ? m_app.add_flag(names) : m_app.add_option(names);
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    m_options.emplace_back(spec, option);
  }
}

GivenWords Grammar::read(std::span<const std::string> words)
{
  const auto end = std::ranges::find(words, "--");
  const auto before = words.first(static_cast<std::size_t>(end - words.begin()));
  std::vector<std::string> last_first;
  for (std::size_t i = before.size(); i > 0; --i) {
    last_first.push_back(masked(before[i - 1], i - 1));
  }
  bool complete = true;
  try {
    m_app.parse(last_first);
  } catch (const CLI::ParseError&) {
    // The only one left: extras are allowed, and values are neither checked nor converted.
    complete = false;
  }
  GivenWords given = collect(before);
  if (!complete) {
    given.starving = before.empty() ? std::string() : before.back();
  }
  if (end != words.end()) {
    given.positionals.insert(given.positionals.end(), end + 1, words.end());
  }
  return given;
}

GivenWords Grammar::collect(std::span<const std::string> words) const
{
  GivenWords given;
  given.help = m_help->count() > 0;
  for (const auto& [spec, option] : m_options) {
    if (option->count() == 0) {
      continue;
    }
    GivenOption read{spec, {}};
    for (const std::string& value : option->results()) {
      if (spec->kind == ArgKind::option || value.front() == k_mark) {
        read.values.push_back(unmasked(value, words));
      }
    }
    given.options.push_back(std::move(read));
  }
  for (const std::string& word : m_app.remaining()) {
    if (word.front() == k_mark) {
      given.positionals.push_back(unmasked(word, words).text);
    } else {
      given.unknown.push_back(word);
    }
  }
  return given;
}

} // namespace

Result<ParseOutcome>
parse(std::string_view command, const ArgSet& args, std::span<const std::string> words)
{
  for (const std::string& word : words) {
    LPAZ_CHECK(check_word(word));
  }
  const GivenWords given = Grammar(args).read(words);
  if (!given.help) {
    LPAZ_CHECK(store_words(command, args, given));
  }
  return ParseOutcome{given.help};
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
