#include "support/command_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

TEST_CASE_FIXTURE(CommandFixture,
                  "completion prints a script of each shell that knows every command")
{
  for (const char* shell : {"bash", "zsh", "fish"}) {
    CAPTURE(shell);
    run({"completion", shell});
    CHECK_MESSAGE(code == 0, err);
    CHECK(err.empty());
    for (const auto& section : commands::all_commands()) {
      for (const auto& spec : section.commands) {
        CAPTURE(spec.name);
        CHECK(prints(spec.name));
      }
    }
    CHECK(prints("include-guests"));
  }
}

TEST_CASE_FIXTURE(CommandFixture, "completion needs neither a credential nor a home")
{
  environment.clear();
  run({"completion", "bash"});
  CHECK(code == 0);
  CHECK(tenant.token_requests().empty());
}

TEST_CASE_FIXTURE(CommandFixture, "completion of an unknown shell, or of none, is a usage error")
{
  run({"completion", "tcsh"});
  CHECK(code == 2);
  CHECK(says("bash, zsh, fish"));
  run({"completion"});
  CHECK(code == 2);
  CHECK(out.empty());
}

TEST_CASE_FIXTURE(CommandFixture, "completion that cannot be written ends with 1")
{
  streams.out().failure = fail(ErrorKind::failed, "cannot write the output").error();
  run({"completion", "bash"});
  CHECK(code == 1);
}
