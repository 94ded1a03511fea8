#include "cli/arg_text.hpp"

#include <doctest/doctest.h>

using namespace lpaz::cli;

TEST_CASE("usage_of follows the notation: <x>, [x], x...")
{
  std::string text;
  std::optional<std::string> maybe;
  std::vector<std::string> many;
  CHECK(usage_of(positional("USER", text, "").spec()) == "<USER>");
  CHECK(usage_of(positional("USER", maybe, "").spec()) == "[<USER>]");
  CHECK(usage_of(positional("USER", many, "").spec()) == "[<USER>...]");
  CHECK(usage_of(positional("USER", many, "").at_least(1).spec()) == "<USER>...");
  CHECK(usage_of(option("--tag", many, "TAG", "").spec()) == "--tag <TAG>...");
}

TEST_CASE("full_help adds choices, default, variable and whether it may be repeated")
{
  std::string text;
  std::vector<std::string> many;
  CHECK(full_help(option("--x", text, "X", "What").spec()) == "What");
  CHECK(full_help(option("--x", text, "X", "What")
                      .choices({"a", "b"})
                      .default_text("a")
                      .env("X_VARIABLE")
                      .spec()) == "What: a, b (default: a; environment: X_VARIABLE)");
  CHECK(full_help(option("--x", many, "X", "What").spec()) == "What (may be repeated)");
}

TEST_CASE("option_groups keeps the order of the headings and closes with --help")
{
  bool one = false;
  bool two = false;
  bool three = false;
  ArgSet set = ArgSet{flag("--one", one, ""), flag("--secret", two, "").hidden()} +
               ArgSet("More", {flag("--two", two, "")}) + ArgSet{flag("--three", three, "")};
  const auto groups = option_groups(set);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].heading == "Options");
  CHECK(groups[0].specs.size() == 2);
  CHECK(groups[1].heading == "More");
  REQUIRE(groups[1].specs.size() == 2);
  CHECK(groups[1].specs.back()->names.front() == "--help");
  CHECK(option_groups(ArgSet{}).front().heading == "Options");
}
