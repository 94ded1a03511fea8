#include "lpaz/util/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace lpaz::util {
namespace {

using namespace std::string_view_literals;

struct Row {
  std::string_view text;
  std::string_view visible;
};

TEST_CASE("make_visible leaves what people write as it is")
{
  for (const std::string_view text : {"Zoë O'Brien"sv,
                                      "李小龍"sv,
                                      "محمد"sv,
                                      "שרה"sv,
                                      "é"sv,
                                      "🙂 emoji"sv,
                                      "❤️"sv,            // with a variation selector
                                      "\u0661\u0600"sv, // an Arabic number sign is drawn
                                      "back\\slash"sv,
                                      ""sv}) {
    CHECK(make_visible(text) == text);
  }
}

TEST_CASE("make_visible shows every character that could drive a terminal")
{
  constexpr Row k_rows[] = {
      {"\x1b[2J"sv, "\\x1b[2J"sv},
      {"\x1b]0;title\x07"sv, "\\x1b]0;title\\x07"sv},
      {"a\0b"sv, "a\\x00b"sv},
      {"a\nb\tc\rd"sv, "a\\nb\\tc\\rd"sv},
      {"\b\b\x7f"sv, "\\x08\\x08\\x7f"sv},
      {"\xc2\x9b\x32J"sv, "\\x9b2J"sv},              // C1 CSI
      {"\xc2\x90q"sv, "\\x90q"sv},                   // C1 DCS
      {"\xe2\x80\xaegpj.exe"sv, "\\u202egpj.exe"sv}, // right-to-left override
      {"\xe2\x81\xa6x\xe2\x81\xa9"sv, "\\u2066x\\u2069"sv},
      {"\xd8\x9c"sv, "\\u061c"sv},             // Arabic letter mark
      {"a\xe2\x80\x8b\x62"sv, "a\\u200bb"sv},  // zero-width space
      {"\xef\xbb\xbfname"sv, "\\ufeffname"sv}, // byte order mark
      {"a\xe2\x80\xa8\x62\xe2\x80\xa9"sv, "a\\u2028b\\u2029"sv},
      {"\xf3\xa0\x81\x81"sv, "\\U000e0041"sv}, // tag letter A
      {"a\xc2\xad\x62"sv, "a\\xadb"sv},        // soft hyphen
      {"\u3164"sv, "\\u3164"sv},               // Hangul filler
      {"\U000e0fff"sv, "\\U000e0fff"sv},       // reserved for what is never shown
  };
  for (const Row& row : k_rows) {
    CHECK(make_visible(row.text) == row.visible);
  }
}

TEST_CASE("make_visible shows bytes that are not UTF-8 and goes on after them")
{
  constexpr Row k_rows[] = {
      {"\xff"sv, "\\xff"sv},
      {"a\xc3"sv, "a\\xc3"sv},
      {"\xc3(x"sv, "\\xc3(x"sv},
      {"\xc0\x9b"sv, "\\xc0\\x9b"sv},                   // overlong ESC
      {"\xe0\x80\x9b"sv, "\\xe0\\x80\\x9b"sv},          // overlong ESC in three bytes
      {"\xed\xa0\x80"sv, "\\xed\\xa0\\x80"sv},          // surrogate
      {"\xf4\x90\x80\x80"sv, "\\xf4\\x90\\x80\\x80"sv}, // past U+10FFFF
      {"\xf0\x9f\x99"sv, "\\xf0\\x9f\\x99"sv},
      {"\x9b\x31m"sv, "\\x9b1m"sv}, // a bare C1 byte drives 8-bit terminals
  };
  for (const Row& row : k_rows) {
    CHECK(make_visible(row.text) == row.visible);
    CHECK_FALSE(is_valid_utf8(row.text));
  }
}

TEST_CASE("make_visible of any two bytes holds no control character")
{
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second)};
      const std::string visible = make_visible(text);
      CAPTURE(first);
      CAPTURE(second);
      REQUIRE(is_valid_utf8(visible));
      for (const char c : visible) {
        const auto byte = static_cast<unsigned char>(c);
        REQUIRE((byte >= 0x20 && byte != 0x7f));
      }
      REQUIRE(make_visible(visible) == visible);
    }
  }
}

TEST_CASE("is_valid_utf8 takes every valid length")
{
  for (const std::string_view text :
       {""sv, "a"sv, "\0"sv, "é"sv, "€"sv, "🙂"sv, "\xf4\x8f\xbf\xbf"sv, "\xef\xbf\xbf"sv}) {
    CHECK(is_valid_utf8(text));
  }
}

TEST_CASE("first_character gives code point and length, of a broken byte its value")
{
  const Character smile = first_character("🙂x");
  CHECK(smile.valid);
  CHECK(smile.code_point == 0x1f642);
  CHECK(smile.length == 4);
  const Character broken = first_character("\xf0\x9f\x99");
  CHECK_FALSE(broken.valid);
  CHECK(broken.code_point == 0xf0);
  CHECK(broken.length == 1);
}

TEST_CASE("valid_utf8_length ends before the first byte that is not UTF-8")
{
  CHECK(valid_utf8_length("") == 0);
  CHECK(valid_utf8_length("éa\xffz") == 3);
  CHECK(valid_utf8_length("a\xe2\x82") == 1);
  CHECK(valid_utf8_length("€") == 3);
}

} // namespace
} // namespace lpaz::util
