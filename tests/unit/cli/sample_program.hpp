#pragma once

#include "lpaz/cli/description.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::test {

// A small program with one of everything that help, man pages and completions must cope with.
struct SampleProgram {
  std::vector<std::string> users;
  std::string group;
  std::string output;
  std::string file;
  long long limit = 0;
  bool yes = false;
  bool internal = false;

  cli::ArgSet shared_args()
  {
    return {"Common options",
            {cli::option("--output,-o", output, "FORMAT", "How to print the result")
                 .choices({"table", "json"})
                 .env("SAMPLE_OUTPUT")
                 .default_text("table")}};
  }

  cli::CommandDescription block_user()
  {
    cli::CommandDescription command;
    command.name = "block-user";
    command.section = "Users";
    command.summary = "Block the sign-in of users";
    command.help =
        "Blocks the sign-in of each user and revokes the sessions. The LastPass account is\n"
        "disabled by the next cycle.\n\n"
        "- idempotent\n"
        "- needs no restart\n\n"
        "Examples:\n"
        "  sample block-user alice@contoso.com\n"
        "  sample block-user --from-file 'leavers.csv' --yes\n";
    command.args = cli::ArgSet{
        cli::positional("USER", users, "User principal names or object ids").at_least(1),
        cli::flag("--yes,-y", yes, "Do not ask"),
        cli::option("--from-file", file, "FILE", "Read the users from a file; it's CSV [or names]")
            .completes(cli::Completion::file),
        cli::option("--max-users", limit, "N", "Stop if there are more").default_text("40"),
        cli::flag("--internal", internal, "Not for people").hidden()};
    command.args.add(shared_args());
    command.columns = {
        {"userPrincipalName", "USER", "The name that the user signs in with"},
        {"result", "RESULT", "What came of it"},
        {"id", "ID", "Object id", cli::ColumnKind::text, cli::ColumnShow::on_request},
    };
    command.changes = true;
    return command;
  }

  cli::CommandDescription assign_group()
  {
    cli::CommandDescription command;
    command.name = "assign-group";
    command.section = "Groups";
    command.summary = "Bring a group into scope";
    command.help = "Assigns the group.";
    command.args =
        cli::ArgSet{cli::option("--group", group, "GROUP", "Name or id of the group").required()};
    command.args.add(shared_args());
    return command;
  }

  cli::ProgramDescription description()
  {
    cli::ProgramDescription program;
    program.name = "sample";
    program.version = "1.2.3";
    program.summary = "A program to look at";
    program.help = "Some words about it.";
    program.sections = {"Groups", "Users"};
    program.commands = {assign_group(), block_user()};
    program.exit_codes = {{0, "done, or already so", "go on"}, {1, "failed", "read the message"}};
    program.environment = {{"SAMPLE_OUTPUT", "The default of --output"}};
    program.files = {{"~/.config/sample.json", "The configuration"}};
    return program;
  }
};

} // namespace lpaz::test
