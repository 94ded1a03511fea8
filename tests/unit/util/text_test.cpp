#include "lpaz/util/text.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::util {
namespace {

using namespace std::string_view_literals;

TEST_CASE("trim takes ASCII white space off both ends only")
{
  CHECK(trim(" \t\r\n a b \v\f") == "a b");
  CHECK(trim("").empty());
  CHECK(trim(" \n ").empty());
  CHECK(trim("\xc2\xa0x") == "\xc2\xa0x");
}

TEST_CASE("Case is folded for ASCII and nothing else")
{
  CHECK(to_lower("ABC xyz 09 Ä") == "abc xyz 09 Ä");
  CHECK(equals_ignoring_case("Bearer", "bEARER"));
  CHECK_FALSE(equals_ignoring_case("bearer", "bearers"));
  CHECK_FALSE(equals_ignoring_case("@", "`"));
  CHECK_FALSE(equals_ignoring_case("[", "{"));
  CHECK(equals_ignoring_case("", ""));
}

TEST_CASE("split keeps empty parts, and join undoes it")
{
  CHECK(split("a,b,c", ',') == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(split(",a,,", ',') == std::vector<std::string_view>{"", "a", "", ""});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(join({"a", "b", "c"}, ", ") == "a, b, c");
  CHECK(join({"a"}, ", ") == "a");
  CHECK(join({}, ", ").empty());
}

TEST_CASE("parse_integer takes whole decimal numbers")
{
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer("007") == 7);
  CHECK(parse_integer("+12") == 12);
  CHECK(parse_integer("-12") == -12);
  CHECK(parse_integer("9223372036854775807") == std::numeric_limits<long long>::max());
  CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<long long>::min());
}

TEST_CASE("parse_integer refuses everything else")
{
  for (const std::string_view text : {""sv,
                                      "+"sv,
                                      "-"sv,
                                      "+-1"sv,
                                      "--1"sv,
                                      " 1"sv,
                                      "1 "sv,
                                      "1.0"sv,
                                      "0x10"sv,
                                      "1e3"sv,
                                      "1\0"sv,
                                      "٣"sv,
                                      "9223372036854775808"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_integer(text).has_value());
  }
}

TEST_CASE("plural counts as people do")
{
  CHECK(plural(0, "user") == "0 users");
  CHECK(plural(1, "user") == "1 user");
  CHECK(plural(2, "user") == "2 users");
}

TEST_CASE("nearest_word finds the slip and stays silent otherwise")
{
  const std::vector<std::string> words = {"block-user", "unblock-user", "status", "login"};
  CHECK(nearest_word("blok-user", words) == "block-user");
  CHECK(nearest_word("statsu", words) == "status");
  CHECK(nearest_word("unblock-users", words) == "unblock-user");
  CHECK_FALSE(nearest_word("frobnicate", words).has_value());
  CHECK_FALSE(nearest_word("x", words).has_value());
  CHECK_FALSE(nearest_word("status", {}).has_value());
}

} // namespace
} // namespace lpaz::util
