#include "sandbox/engine/function.hpp"
#include "sandbox/engine/pattern.hpp"

#include "lpaz/util/text.hpp"

#include <array>

namespace lpaz::sandbox::engine {
namespace {

std::string replace_all(std::string text, const std::string& old, const std::string& by)
{
  if (old.empty()) {
    return text;
  }
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + by.size())) {
    text.replace(at, old.size(), by);
  }
  return text;
}

// Replace(source, oldValue, regexPattern, regexGroupName, replacementValue,
// replacementAttributeName, template): what it does depends on which of them are given.
Result<Value> replace(const Arguments& arguments)
{
  const auto given = [&](std::size_t i) { return i < arguments.size() && !is_null(arguments[i]); };
  const auto text = [&](std::size_t i) {
    return i < arguments.size() ? text_of(arguments[i]) : std::string();
  };
  constexpr std::size_t k_old = 1, k_pattern = 2, k_group = 3, k_by = 4, k_by_other = 5,
                        k_template = 6;
  if (given(k_old) && given(k_template)) {
    return Value(replace_all(text(k_template), text(k_old), text(0)));
  }
  if (!given(0)) {
    return Value();
  }
  const std::string by = given(k_by_other) ? text(k_by_other) : text(k_by);
  if (given(k_pattern)) {
    LPAZ_TRY(auto replaced, replace_pattern(text(0), {text(k_pattern), text(k_group)}, by));
    return Value(std::move(replaced));
  }
  if (given(k_old)) {
    return Value(replace_all(text(0), text(k_old), by));
  }
  return arguments[0];
}

struct Plain {
  std::string_view letters;
  std::string_view plain;
};

// Latin letters with marks, both cases, in UTF-8.
constexpr std::array k_plain{
    Plain{"àáâãåāăą", "a"}, Plain{"ÀÁÂÃÅĀĂĄ", "A"}, Plain{"äæ", "ae"},    Plain{"ÄÆ", "Ae"},
    Plain{"çćč", "c"},      Plain{"ÇĆČ", "C"},      Plain{"ďđ", "d"},     Plain{"ĎĐ", "D"},
    Plain{"èéêëēęě", "e"},  Plain{"ÈÉÊËĒĘĚ", "E"},  Plain{"ğ", "g"},      Plain{"Ğ", "G"},
    Plain{"ìíîïīı", "i"},   Plain{"ÌÍÎÏĪİ", "I"},   Plain{"ł", "l"},      Plain{"Ł", "L"},
    Plain{"ñńň", "n"},      Plain{"ÑŃŇ", "N"},      Plain{"òóôõøő", "o"}, Plain{"ÒÓÔÕØŐ", "O"},
    Plain{"öœ", "oe"},      Plain{"ÖŒ", "Oe"},      Plain{"ř", "r"},      Plain{"Ř", "R"},
    Plain{"śšş", "s"},      Plain{"ŚŠŞ", "S"},      Plain{"ß", "ss"},     Plain{"ťţ", "t"},
    Plain{"ŤŢ", "T"},       Plain{"ùúûūůű", "u"},   Plain{"ÙÚÛŪŮŰ", "U"}, Plain{"ü", "ue"},
    Plain{"Ü", "Ue"},       Plain{"ýÿ", "y"},       Plain{"Ý", "Y"},      Plain{"źżž", "z"},
    Plain{"ŹŻŽ", "Z"},
};

std::string_view plain_of(std::string_view letter)
{
  for (const auto& group : k_plain) {
    if (group.letters.find(letter) != std::string_view::npos) {
      return group.plain;
    }
  }
  return letter;
}

Result<Value> normalize_diacritics(const Arguments& arguments)
{
  if (is_null(arguments[0])) {
    return Value();
  }
  const std::string text = text_of(arguments[0]);
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      ++end;
    }
    const auto letter = std::string_view(text).substr(at, end - at);
    plain += letter.size() == 1 ? letter : plain_of(letter);
    at = end;
  }
  return Value(std::move(plain));
}

constexpr std::array k_replace_functions{
    Function{"Replace", 5, 7, replace},
    Function{"NormalizeDiacritics", 1, 1, normalize_diacritics},
};

} // namespace

std::span<const Function> replace_functions()
{
  return k_replace_functions;
}

} // namespace lpaz::sandbox::engine
