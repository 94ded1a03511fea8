#include "lpaz/cli/parse.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::cli;
using Words = std::vector<std::string>;

namespace {

struct Options {
  std::string description = "unset";
  std::optional<std::string> output;
  bool yes = false;
  std::optional<bool> enabled;
  int port = 0;
  long long limit = 0;
  std::optional<std::chrono::seconds> timeout;
  Words tags;
  std::string group;
  Words users;
  Words parsed;

  ArgSet args()
  {
    return {option("--description,-d", description, "TEXT", ""),
            option("--output,-o", output, "FORMAT", "").choices({"table", "json"}),
            flag("--yes,-y", yes, ""),
            option("--enabled", enabled, "yes|no", ""),
            option("--port", port, "N", "").range(0, 65'535),
            option("--limit", limit, "N", ""),
            option("--timeout", timeout, "DURATION", ""),
            option("--tag", tags, "TAG", ""),
            parsed_option(
                "--custom",
                [this](const std::string& value) -> Status {
                  parsed.push_back(value);
                  return value == "bad" ? Status(fail(ErrorKind::failed, "is bad")) : Status();
                },
                "X",
                "")};
  }

  ArgSet args_with_positionals()
  {
    ArgSet set = args();
    set.add(positional("GROUP", group, ""));
    set.add(positional("USER", users, "").at_least(1));
    return set;
  }
};

// The message of the usage error, and its hint in brackets.
std::string error_of(const ArgSet& args, const Words& words)
{
  const auto outcome = parse("lpaz block-user", args, words);
  if (outcome) {
    return "no error";
  }
  CHECK(outcome.error().kind == ErrorKind::usage);
  return outcome.error().message + " [" + outcome.error().hint + "]";
}

} // namespace

TEST_CASE("parse takes an option's value in every usual form")
{
  for (const Words& words : {Words{"--description", "a b"},
                             Words{"--description=a b"},
                             Words{"-d", "a b"},
                             Words{"-da b"},
                             Words{"-yda b"}}) {
    CAPTURE(words);
    Options options;
    REQUIRE(parse("lpaz x", options.args(), words));
    CHECK(options.description == "a b");
  }
}

TEST_CASE("parse hands over values as they are, whatever they look like")
{
  for (const std::string& value :
       Words{"",  "-",     "--", "--yes", "-y", "[HR] Team]", "[a,b]", "{}", "++",   "a=b",
             "=", "\"q\"", "'",  "%%",    "/x", "Jörg 山田",  "x;y,z", " ",  "true", "-5"}) {
    CAPTURE(value);
    Options options;
    REQUIRE(parse("lpaz x", options.args(), Words{"--description=" + value, "--tag=" + value}));
    CHECK(options.description == value);
    CHECK(options.tags == Words{value});
  }
  for (const std::string& value : Words{"", "-", "[a,b]", "{}", "++", "a=b", "x,y"}) {
    CAPTURE(value);
    Options options;
    REQUIRE(parse("lpaz x", options.args(), Words{"--description", value, "-o", "json"}));
    CHECK(options.description == value);
    CHECK(options.output == "json");
  }
}

TEST_CASE("parse takes a word that can be no option for the value of the option before it")
{
  Options options;
  REQUIRE(
      parse("lpaz x", options.args(), Words{"--limit", "-5", "-d", "- x", "--tag=", "--tag", "-"}));
  CHECK(options.limit == -5);
  CHECK(options.description == "- x");
  CHECK(options.tags == Words{"", "-"});
  REQUIRE(parse("lpaz x", options.args(), Words{"-d-y"}));
  CHECK(options.description == "-y");
  CHECK_FALSE(options.yes);
}

TEST_CASE("parse ends the options at the first -- even behind a value")
{
  Options options;
  REQUIRE(parse(
      "lpaz x", options.args_with_positionals(), Words{"--tag", "a", "--", "--yes", "--tag=b"}));
  CHECK(options.tags == Words{"a"});
  CHECK(options.group == "--yes");
  CHECK(options.users == Words{"--tag=b"});
  CHECK_FALSE(options.yes);
}

TEST_CASE("parse hands over positionals as they are, mixed with options, and all after --")
{
  Options options;
  REQUIRE(parse("lpaz x",
                options.args_with_positionals(),
                Words{"[HR]", "-y", "-", "--port", "8", "", "--", "--yes", "--", "-x"}));
  CHECK(options.group == "[HR]");
  CHECK(options.users == Words{"-", "", "--yes", "--", "-x"});
  CHECK(options.yes);
  CHECK(options.port == 8);
}

TEST_CASE("parse shares positionals out so that the required ones get theirs")
{
  std::vector<std::string> users;
  std::string group;
  const ArgSet args{positional("USER", users, "").at_least(2), positional("GROUP", group, "")};
  REQUIRE(parse("lpaz x", args, Words{"a", "b", "c", "g"}));
  CHECK(users == Words{"a", "b", "c"});
  CHECK(group == "g");
  CHECK(error_of(args, {"a"}) ==
        "at least 2 <USER> are needed, not 1 [see lpaz block-user --help]");
  CHECK(error_of(args, {"a", "b"}) == "<GROUP> is missing [see lpaz block-user --help]");
}

TEST_CASE("parse converts numbers, durations and yes or no")
{
  Options options;
  REQUIRE(parse("lpaz x",
                options.args(),
                Words{"--port=65535", "--limit", "9000000000", "--timeout", "2m", "--enabled=no"}));
  CHECK(options.port == 65'535);
  CHECK(options.limit == 9'000'000'000);
  CHECK(options.timeout == std::chrono::seconds(120));
  CHECK(options.enabled == false);
}

TEST_CASE("parse keeps the default of an option that was not given")
{
  Options options;
  REQUIRE(parse("lpaz x", options.args(), Words{}));
  CHECK(options.description == "unset");
  CHECK_FALSE(options.output);
  CHECK_FALSE(options.enabled);
  CHECK_FALSE(options.yes);
}

TEST_CASE("parse collects a repeated option only where its field is a list")
{
  Options options;
  REQUIRE(parse("lpaz x", options.args(), Words{"--tag=a", "-y", "--tag", "b", "-y"}));
  CHECK(options.tags == Words{"a", "b"});
  CHECK(error_of(options.args(), {"--output=json", "-o", "table"}) ==
        "option --output is given 2 times [give it once]");
}

TEST_CASE("parse says what is wrong, and what to do")
{
  Options options;
  const ArgSet args = options.args();
  const std::string see_help = " [see lpaz block-user --help]";
  CHECK(error_of(args, {"--outptu=json"}) == "unknown option --outptu [did you mean --output?]");
  CHECK(error_of(args, {"--outptu", "json"}) == "unknown option --outptu [did you mean --output?]");
  CHECK(error_of(args, {"-x"}) == "unknown option -x" + see_help);
  CHECK(error_of(args, {"-yx"}) == "unknown option -x" + see_help);
  CHECK(error_of(args, {"--completely-different"}) ==
        "unknown option --completely-different" + see_help);
  CHECK(error_of(args, {"--description"}) == "option --description needs a value" + see_help);
  CHECK(error_of(args, {"-d"}) == "option -d needs a value" + see_help);
  CHECK(error_of(args, {"-d", "--"}) == "option -d needs a value" + see_help);
  CHECK(error_of(args, {"--description", "--yes"}) ==
        "option --description needs a value "
        "[a value that begins with a dash is written --description=--yes]");
  CHECK(error_of(args, {"--description", "--tag="}) ==
        "option --description needs a value "
        "[a value that begins with a dash is written --description=--tag=]");
  for (const std::string& value : Words{"maybe", "", "true", "{}"}) {
    CAPTURE(value);
    CHECK(error_of(args, {"--yes=" + value}) == "option --yes takes no value" + see_help);
  }
  CHECK(error_of(args, {"--output", "jsno"}) ==
        "option --output: \"jsno\" is not one of table, json [did you mean json?]");
  CHECK(error_of(args, {"--output="}) ==
        "option --output: \"\" is not one of table, json" + see_help);
  CHECK(error_of(args, {"--port", "x"}) == "option --port: \"x\" is not a whole number" + see_help);
  CHECK(error_of(args, {"--port=65536"}) == "option --port: 65536 is more than 65535" + see_help);
  CHECK(error_of(args, {"--port", "-1"}) == "option --port: -1 is less than 0" + see_help);
  CHECK(error_of(args, {"-1"}) == "unknown option -1" + see_help);
  CHECK(error_of(args, {"--port=-1"}) == "option --port: -1 is less than 0" + see_help);
  CHECK(error_of(args, {"--limit=99999999999999999999"}) ==
        "option --limit: \"99999999999999999999\" is not a whole number" + see_help);
  CHECK(error_of(args, {"--timeout=soon"}) ==
        "option --timeout: \"soon\" is not a duration such as 90s, 15m or 2h" + see_help);
  CHECK(error_of(args, {"--enabled=perhaps"}) ==
        "option --enabled: \"perhaps\" is neither yes nor no" + see_help);
  CHECK(error_of(args, {"--custom=bad"}) == "option --custom: is bad" + see_help);
  CHECK(error_of(args, {"surplus"}) == "unexpected argument \"surplus\"" + see_help);
  CHECK(error_of(options.args_with_positionals(), {}) == "<GROUP> is missing" + see_help);
}

TEST_CASE("parse refuses a number that the field cannot hold")
{
  int number = 0;
  const ArgSet args{option("--number", number, "N", "")};
  CHECK(error_of(args, {"--number=3000000000"}) ==
        "option --number: \"3000000000\" is out of range [see lpaz block-user --help]");
}

TEST_CASE("parse never shows what it tells CLI11 beside the words")
{
  Options options;
  const ArgSet args = options.args();
  for (const Words& words : {Words{"--output="},
                             Words{"--bogus="},
                             Words{"--="},
                             Words{"--description", "--output="},
                             Words{"--yes={}"},
                             Words{"-o"}}) {
    CAPTURE(words);
    CHECK(error_of(args, words).find("\\x0") == std::string::npos);
  }
}

TEST_CASE("parse wants a required option")
{
  std::string group;
  const ArgSet args{option("--group", group, "GROUP", "").required()};
  CHECK(error_of(args, {}) == "option --group is missing [see lpaz block-user --help]");
  CHECK(parse("lpaz x", args, Words{"--group=a"}));
}

TEST_CASE("parse never suggests a hidden option")
{
  bool internal = false;
  const ArgSet args{flag("--internal", internal, "").hidden()};
  CHECK(error_of(args, {"--internl"}) == "unknown option --internl [see lpaz block-user --help]");
  CHECK(parse("lpaz x", args, Words{"--internal"}));
  CHECK(internal);
}

TEST_CASE("parse lets --help win over every other mistake and stores nothing")
{
  for (const Words& words : {Words{"--help"},
                             Words{"-h"},
                             Words{"--bogus", "-h"},
                             Words{"--description", "--help"},
                             Words{"--yes=maybe", "-h"},
                             Words{"--description=x", "--help", "--port=y"},
                             Words{"--help", "--description"}}) {
    CAPTURE(words);
    Options options;
    const auto outcome = parse("lpaz x", options.args(), words);
    REQUIRE(outcome);
    CHECK(outcome->help_requested);
    CHECK(options.description == "unset");
  }
  Options options;
  const auto outcome = parse("lpaz x", options.args_with_positionals(), Words{"--", "g", "-h"});
  REQUIRE(outcome);
  CHECK_FALSE(outcome->help_requested);
}

TEST_CASE("parse refuses text that is not UTF-8 or that could drive a terminal")
{
  Options options;
  CHECK(error_of(options.args(), {"--description=a\xff"}) ==
        "argument \"--description=a\\xff\" is not UTF-8 []");
  for (const std::string& bad : {std::string("a\x1b[31m"),
                                 std::string("a\0b", 3),
                                 std::string("a\nb"),
                                 std::string("a\x7f"),
                                 std::string("a\xc2\x9b")}) {
    CAPTURE(bad);
    CHECK(error_of(options.args(), {"-d", bad}).find("control character") != std::string::npos);
  }
  CHECK(check_word("\xc2\xa0 fine"));
}
