#include "sandbox/graph/word_search.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

enum class Letter { none, lower, upper, digit };

Letter kind_of(char c)
{
  if (c >= '0' && c <= '9') {
    return Letter::digit;
  }
  if (c >= 'A' && c <= 'Z') {
    return Letter::upper;
  }
  const bool is_lower = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  return is_lower ? Letter::lower : Letter::none;
}

// A word ends at blanks and signs, where digits begin or end, and where a capital follows.
bool ends_word(Letter before, Letter after)
{
  return after == Letter::none || before == Letter::none ||
         (before != after && !(before == Letter::upper && after == Letter::lower));
}

std::vector<std::string> split_words(std::string_view text)
{
  std::vector<std::string> words;
  std::string word;
  Letter before = Letter::none;
  for (const char c : text) {
    const Letter kind = kind_of(c);
    if (ends_word(before, kind) && !word.empty()) {
      words.push_back(util::to_lower(word));
      word.clear();
    }
    if (kind != Letter::none) {
      word += c;
    }
    before = kind;
  }
  if (!word.empty()) {
    words.push_back(util::to_lower(word));
  }
  return words;
}

} // namespace

bool is_found(std::string_view text, const SearchTerm& term)
{
  if (term.property != "displayName" && term.property != "description") {
    return util::to_lower(text).starts_with(util::to_lower(term.text));
  }
  const auto words = split_words(text);
  return std::ranges::all_of(split_words(term.text), [&](const std::string& wanted) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return word.starts_with(wanted); });
  });
}

} // namespace lpaz::sandbox::graph
