#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"

#include "lpaz/cli/description.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace lpaz;
using namespace lpaz::test;

// What holds for each command, so that a new one is held to it too.

namespace {

std::vector<runtime::CommandSpec> all()
{
  std::vector<runtime::CommandSpec> specs;
  for (const auto& section : commands::all_commands()) {
    specs.insert(specs.end(), section.commands.begin(), section.commands.end());
  }
  return specs;
}

// The command with as many words as it needs.
std::vector<std::string> with_words(const runtime::CommandSpec& spec)
{
  std::vector<std::string> words = {std::string(spec.name)};
  const auto invocation = spec.make();
  const cli::ArgSet args = invocation->args();
  for (const cli::ArgSpec* positional : args.positionals()) {
    const std::size_t count = std::max<std::size_t>(positional->minimum, 1);
    words.insert(
        words.end(), count, positional->choices.empty() ? "someone" : positional->choices.front());
  }
  return words;
}

class EveryCommandFixture : public CommandFixture {
public:
  // Ends as a usage error before a single request.
  void check_usage_error(std::vector<std::string> words, const std::vector<std::string>& more)
  {
    words.insert(words.end(), more.begin(), more.end());
    CAPTURE(words);
    run(words);
    CHECK(code == 2);
    CHECK(out.empty());
    CHECK(err.starts_with("lpaz: " + words.front() + ": "));
    CHECK(tenant.requests() == 0);
    CHECK(tenant.token_requests().empty());
  }
};

} // namespace

TEST_CASE_FIXTURE(EveryCommandFixture, "the help of each command reads as its golden file")
{
  for (const auto& spec : all()) {
    run({std::string(spec.name), "--help"});
    CHECK(code == 0);
    CHECK(err.empty());
    check_golden(std::string(spec.name) + "_help.txt", out);
  }
  run({"--help"});
  CHECK(code == 0);
  check_golden("lpaz_help.txt", out);
}

TEST_CASE("each command is named once, as verb or verb-noun, and has examples in its help")
{
  std::set<std::string_view> names;
  for (const auto& spec : all()) {
    CAPTURE(spec.name);
    CHECK(names.insert(spec.name).second);
    CHECK(std::all_of(spec.name.begin(), spec.name.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || c == '-';
    }));
    CHECK_FALSE(spec.summary.empty());
    CHECK_FALSE(spec.summary.ends_with('.'));
    const std::string example = "\nExamples:\n";
    CHECK(spec.help.find(example) != std::string_view::npos);
    CHECK(spec.help.find("lpaz " + std::string(spec.name)) != std::string_view::npos);
  }
  CHECK(names.size() == 22);
}

TEST_CASE("each column of each command has a camelCase name, a heading and a meaning")
{
  for (const auto& spec : all()) {
    std::set<std::string_view> names;
    for (const cli::Column& column : spec.columns) {
      CAPTURE(spec.name);
      CAPTURE(column.name);
      CHECK(names.insert(column.name).second);
      CHECK(std::all_of(column.name.begin(), column.name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      }));
      CHECK_FALSE(column.heading.empty());
      CHECK_FALSE(column.help.empty());
    }
  }
}

TEST_CASE("a command that changes the tenant says so, and only such a one has --dry-run")
{
  const std::set<std::string_view> reading = {"login",
                                              "logout",
                                              "whoami",
                                              "list-members",
                                              "list-assignments",
                                              "list-users",
                                              "status",
                                              "completion"};
  for (const auto& spec : all()) {
    CAPTURE(spec.name);
    CHECK(spec.changes_tenant != reading.contains(spec.name));
  }
}

TEST_CASE_FIXTURE(EveryCommandFixture,
                  "each command calls an unknown option, column or format a usage error")
{
  for (const auto& spec : all()) {
    check_usage_error(with_words(spec), {"--no-such-option"});
    check_usage_error(with_words(spec), {"--output", "xml"});
    check_usage_error(with_words(spec), {"--columns", "noSuchColumn"});
    check_usage_error(with_words(spec), {"--cloud", "mars"});
    check_usage_error(with_words(spec), {"--timeout", "soon"});
    if (!spec.changes_tenant) {
      check_usage_error(with_words(spec), {"--dry-run"});
    }
  }
}

TEST_CASE_FIXTURE(EveryCommandFixture, "each command with operands wants them")
{
  for (const auto& spec : all()) {
    if (with_words(spec).size() > 1) {
      check_usage_error({std::string(spec.name)}, {});
      CHECK((says("is missing") || says("name at least one")));
    } else {
      check_usage_error({std::string(spec.name)}, {"one-too-many"});
    }
  }
}

TEST_CASE_FIXTURE(EveryCommandFixture, "no command goes over plain http to another machine")
{
  for (const auto& spec : all()) {
    environment["LPAZ_GRAPH_ENDPOINT"] = "http://graph.example";
    check_usage_error(with_words(spec), {});
    CHECK(says("must be https"));
  }
}

TEST_CASE_FIXTURE(EveryCommandFixture,
                  "each command refuses a damaged configuration before it does anything")
{
  write_file(".config/lpaz/config.json", R"({"profiles": {"default": {"tenantid": "x"}}})");
  for (const auto& spec : all()) {
    check_usage_error(with_words(spec), {});
    CHECK(says("there is no setting \"tenantid\""));
  }
}
