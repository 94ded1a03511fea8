#include "cli/sample_program.hpp"

#include "lpaz/cli/help.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("program_help lists the commands by section")
{
  test::SampleProgram sample;
  CHECK(cli::program_help(sample.description(), {80, false}) ==
        R"text(sample 1.2.3: A program to look at

Usage
  sample <command> [options] [arguments]

Groups
  assign-group  Bring a group into scope

Users
  block-user    Block the sign-in of users

Options
  -h, --help     Show this text; after a command, the help of that command
      --version  Show the version

Some words about it.
)text");
}

TEST_CASE("command_help shows usage, text, options in columns, columns and examples")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  CHECK(cli::command_help(program, *program.find("block-user"), {80, false}) ==
        R"text(Block the sign-in of users.

Usage
  sample block-user [options] <USER>...

Blocks the sign-in of each user and revokes the sessions. The LastPass account
is disabled by the next cycle.

- idempotent
- needs no restart

Arguments
  <USER>  User principal names or object ids

Options
  -y, --yes               Do not ask
      --from-file <FILE>  Read the users from a file; it's CSV [or names]
      --max-users <N>     Stop if there are more (default: 40)

Common options
  -o, --output <FORMAT>  How to print the result: table, json (default: table;
                         environment: SAMPLE_OUTPUT)
  -h, --help             Show this text

Columns
  userPrincipalName, result, id

Examples
  sample block-user alice@contoso.com
  sample block-user --from-file 'leavers.csv' --yes

Exit codes, files and environment variables: man sample-block-user, man sample.
)text");
}

TEST_CASE("A usage line spells out required options")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  CHECK(cli::usage_line(program, *program.find("assign-group")) ==
        "sample assign-group [options] --group <GROUP>");
}

TEST_CASE("Help fits a narrow terminal")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  const std::string help = cli::command_help(program, *program.find("block-user"), {50, false});
  CHECK(help.find("  -o, --output <FORMAT>  How to print the result:\n"
                  "                         table, json (default:\n"
                  "                         table; environment:\n"
                  "                         SAMPLE_OUTPUT)\n") != std::string::npos);
}

TEST_CASE("Help never mentions a hidden option and has colour only on request")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  const auto& command = *program.find("block-user");
  CHECK(cli::command_help(program, command, {80, false}).find("--internal") == std::string::npos);
  CHECK(cli::command_help(program, command, {80, false}).find('\x1b') == std::string::npos);
  CHECK(cli::command_help(program, command, {80, true}).find("\x1b[1mUsage\x1b[0m\n") !=
        std::string::npos);
}
