#include "lpaz/cli/arg_set.hpp"

#include <doctest/doctest.h>

using namespace lpaz::cli;

TEST_CASE("An option's long name comes first, however it was written")
{
  bool yes = false;
  const Arg arg = flag("-y, --yes", yes, "Do not ask");
  CHECK(arg.spec().names == std::vector<std::string>{"--yes", "-y"});
}

TEST_CASE("ArgSets are joined in order and keep their headings")
{
  bool yes = false;
  std::string app;
  std::string user;
  ArgSet shared("Common options", {option("--app", app, "NAME", "The app")});
  const ArgSet set = ArgSet{flag("--yes,-y", yes, ""), positional("USER", user, "")} + shared;
  REQUIRE(set.args().size() == 3);
  CHECK(set.args()[0].spec().heading == "Options");
  CHECK(set.args()[2].spec().heading == "Common options");
  CHECK(set.positionals().size() == 1);
  CHECK(set.options().size() == 2);
  CHECK(set.find("-y") == &set.args()[0].spec());
  CHECK(set.find("--app") == &set.args()[2].spec());
  CHECK(set.find("--nothing") == nullptr);
}

TEST_CASE("A positional is required by its field: text must be given, the rest may be")
{
  std::string text;
  std::optional<std::string> maybe;
  std::vector<std::string> many;
  CHECK(positional("X", text, "").spec().required);
  CHECK_FALSE(positional("X", maybe, "").spec().required);
  CHECK_FALSE(positional("X", many, "").spec().required);
  CHECK(positional("X", many, "").at_least(2).spec().required);
  CHECK(positional("X", many, "").spec().maximum > 1'000'000);
}
