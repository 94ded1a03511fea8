#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

// How the commands that change many people take their names.

TEST_CASE_FIXTURE(UserFixture,
                  "names come from arguments and from standard input, each person once")
{
  script_both();
  streams.in().text = "ADA@contoso.example\r\ngrace@contoso.example\r\n";
  run({"block-user", "--dry-run", "ada@contoso.example", "--from-file", "-", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: would be blocked", "grace: would be blocked"});
}

TEST_CASE_FIXTURE(UserFixture, "all bad rows are told at once, with line and column")
{
  streams.in().text = "team;upn\nx;\nx;ada@contoso.example\nx;a b@contoso.example\n";
  run({"offboard-user", "--yes", "--from-file", "-", "-o", "json"});
  check_nothing_happened(2);
  const std::string message = error()["message"];
  CHECK(message.find("2 bad rows") != std::string::npos);
  CHECK(message.find("line 2, column") != std::string::npos);
  CHECK(message.find("line 4, column 3") != std::string::npos);
  CHECK(error()["hint"].get<std::string>().find("nothing was changed") != std::string::npos);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(UserFixture, "a file that is not there or names nobody stops every command")
{
  for (const char* command : {"block-user", "assign-user", "purge-user"}) {
    CAPTURE(command);
    run({command, "--from-file", (home / "absent").string()});
    check_nothing_happened(8);
    run({command, "--from-file", file("empty", "\n")});
    check_nothing_happened(2);
  }
  CHECK(tenant.requests() == 0);
}
