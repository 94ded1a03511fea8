#include "cli/sample_program.hpp"

#include "lpaz/cli/description.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("A command is found by its whole name only")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  REQUIRE(program.find("block-user") != nullptr);
  CHECK(program.find("block-user")->section == "Users");
  CHECK(program.find("block") == nullptr);
}

TEST_CASE("unknown_command suggests the nearest name, or the help")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  const Error near = cli::unknown_command(program, "blok-user");
  CHECK(near.kind == ErrorKind::usage);
  CHECK(near.message == "unknown command \"blok-user\"");
  CHECK(near.hint == "did you mean block-user?");
  CHECK(cli::unknown_command(program, "frobnicate").hint == "see sample --help");
  CHECK(cli::unknown_command(program, "\x1b[2J").message == "unknown command \"\\x1b[2J\"");
}
