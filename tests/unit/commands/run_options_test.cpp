#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace lpaz;
using namespace lpaz::test;

namespace {

// Every command that takes --not-done, each with what it needs besides.
const std::vector<std::vector<std::string>> k_with_not_done = {
    {"block-user", "ada@contoso.example"},
    {"unblock-user", "ada@contoso.example"},
    {"delete-user", "ada@contoso.example"},
    {"restore-user", "ada@contoso.example"},
    {"purge-user", "ada@contoso.example"},
    {"offboard-user", "ada@contoso.example"},
    {"assign-user", "ada@contoso.example"},
    {"unassign-user", "ada@contoso.example"},
    {"assign-group", "Pilot"},
    {"unassign-group", "Pilot"},
    {"add-member", "Pilot", "ada@contoso.example"},
    {"remove-member", "Pilot", "ada@contoso.example"},
};

} // namespace

TEST_CASE_FIXTURE(CommandFixture,
                  "A file for --not-done that cannot be written stops every command")
{
  const auto occupied = home / "occupied";
  std::filesystem::create_directory(occupied);
  tenant.always("GET /groups*", 200, list_of({pilot()}));
  for (const auto& path : {home / "none" / "rest.csv", occupied}) {
    for (std::vector<std::string> words : k_with_not_done) {
      CAPTURE(words.front());
      words.insert(words.end(), {"--yes", "--not-done", path.string()});
      run(words);
      CHECK(code == 2);
      CHECK(says("--not-done: cannot "));
      CHECK(says("name a file in a folder that exists"));
      CHECK(tenant.writes().empty());
    }
  }
}

TEST_CASE_FIXTURE(CommandFixture, "A run that ends before it writes leaves the file of --not-done")
{
  const auto rest = write_file("rest.csv", "old");
  run({"block-user", "--from-file", (home / "none.csv").string(), "--not-done", rest.string()});
  CHECK(code == 8);
  CHECK(read_file(rest) == "old");
}
