#include "lpaz/runtime/program.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lpaz;
using runtime::command;

namespace {

struct NoOptions {
  std::vector<std::string> names;
};

cli::ArgSet no_args(NoOptions& options)
{
  return {cli::positional("NAME", options.names, "Names")};
}

Status run(const NoOptions&, runtime::Context&)
{
  return {};
}

std::vector<runtime::CommandSection> one_section()
{
  return {{"Look",
           {command("list-names", "List names", "Lists.", no_args, run)
                .prints({{"name", "Name", "A name"}})}},
          {"Change",
           {command("set-name", "Set a name", "Sets.", no_args, run)
                .prints_one({{"name", "Name", "A name"}})
                .changes()}}};
}

} // namespace

TEST_CASE("Program describes every command with its section, columns and common options")
{
  const runtime::Program program(one_section());
  const cli::ProgramDescription& description = program.description();
  CHECK(description.name == "lpaz");
  CHECK_FALSE(description.version.empty());
  CHECK(description.sections == std::vector<std::string>{"Look", "Change"});
  REQUIRE(description.commands.size() == 2);
  const cli::CommandDescription* look = description.find("list-names");
  REQUIRE(look != nullptr);
  CHECK(look->section == "Look");
  CHECK(look->summary == "List names");
  CHECK(look->columns.size() == 1);
  CHECK_FALSE(look->single);
  CHECK_FALSE(look->changes);
  CHECK(look->args.find("--output") != nullptr);
  CHECK(look->args.find("--dry-run") == nullptr);
  const cli::CommandDescription* change = description.find("set-name");
  REQUIRE(change != nullptr);
  CHECK(change->single);
  CHECK(change->changes);
  CHECK(change->args.find("--dry-run") != nullptr);
  CHECK(description.find("no-name") == nullptr);
}

TEST_CASE("Program documents exit codes, environment and files")
{
  const runtime::Program program(one_section());
  CHECK_FALSE(program.description().exit_codes.empty());
  CHECK_FALSE(program.description().environment.empty());
  CHECK_FALSE(program.description().files.empty());
}
