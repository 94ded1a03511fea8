#include "cli/display_width.hpp"

#include <doctest/doctest.h>

using namespace lpaz::cli;

TEST_CASE("display_width counts columns, not bytes or characters")
{
  CHECK(display_width("") == 0);
  CHECK(display_width("Alice") == 5);
  CHECK(display_width("Jörg") == 4);
  CHECK(display_width("山田太郎") == 8);
  CHECK(display_width("👩 x") == 4);
  CHECK(display_width("e\u0301") == 1); // combining acute accent
  CHECK(display_width("नमस्ते") == 4);
  CHECK(display_width("한글") == 4);
  CHECK(display_width("\u1100\u1161\u11a8") == 2); // one syllable of three jamo
  CHECK(display_width("\u0915\u093e") == 2);       // a vowel sign that takes a column
  CHECK(display_width("❤️") == 1);                  // a variation selector takes none
  CHECK(display_width("ｶﾅ") == 2);                 // half-width forms
  CHECK(display_width("ＡＢ") == 4);               // full-width forms
}

TEST_CASE("display_width survives bytes that are not UTF-8")
{
  CHECK(display_width("\xff\xc3") == 2);
  CHECK(display_width("\xf0\x9f") == 2);
}

TEST_CASE("fitting_prefix never splits a character and keeps its combining marks")
{
  CHECK(fitting_prefix("山田", 3) == "山");
  CHECK(fitting_prefix("山田", 1).empty());
  CHECK(fitting_prefix("e\u0301x", 1) == "e\u0301");
  CHECK(fitting_prefix("abc", 10) == "abc");
}

TEST_CASE("shortened marks what it cut and never exceeds the width")
{
  CHECK(shortened("Alice", 5) == "Alice");
  CHECK(shortened("Alice", 4) == "Ali…");
  CHECK(shortened("山田太郎", 4) == "山…");
  CHECK(shortened("Alice", 1) == "…");
  CHECK(shortened("Alice", 0).empty());
}

TEST_CASE("is_plain_ascii is false for anything that must be cleaned or measured")
{
  CHECK(is_plain_ascii("Alice ~"));
  CHECK_FALSE(is_plain_ascii("a\x1b"));
  CHECK_FALSE(is_plain_ascii("a\x7f"));
  CHECK_FALSE(is_plain_ascii("ö"));
}
