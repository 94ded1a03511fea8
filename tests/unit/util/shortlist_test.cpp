#include "lpaz/util/shortlist.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using lpaz::util::shortlist;

TEST_CASE("A short list names everybody, each in its quotes")
{
  CHECK(shortlist({}).empty());
  CHECK(shortlist({"ada"}) == "ada");
  CHECK(shortlist({"ada", "grace"}, "\"") == "\"ada\", \"grace\"");
  CHECK(shortlist({"a\x1b[31m"}).find('\x1b') == std::string::npos);
}

TEST_CASE("A long list names the first twenty and counts the others")
{
  const std::vector<std::string> names(4000, "x");
  const std::string text = shortlist(names);
  CHECK(text.ends_with("x, x and 3980 more"));
  CHECK(text.size() < 100);
}
