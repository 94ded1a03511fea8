#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_list_bin = "GET /directory/deletedItems/microsoft.graph.user?*";
const std::string k_purge_ada = "DELETE /directory/deletedItems/" + k_ada_id;

class PurgeFixture : public UserFixture {
public:
  void script_bin() { tenant.on(k_list_bin, 200, list_of({deleted_ada()})); }
  void run_for_ada(const std::vector<std::string>& more = {})
  {
    std::vector<std::string> words = {"purge-user", "ada@contoso.example", "-o", "json"};
    words.insert(words.end(), more.begin(), more.end());
    run(words);
  }
};

} // namespace

TEST_CASE_FIXTURE(PurgeFixture, "purge-user wants its own words typed, and nothing less")
{
  for (const char* answer : {"y", "1", "purge"}) {
    script_bin();
    prompter.answers = {answer};
    run_for_ada();
    check_nothing_happened(6);
  }
  script_bin();
  tenant.on(k_purge_ada, 204);
  prompter.answers = {"purge 1"};
  run_for_ada();
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions.back() == "Purge 1 user?");
  CHECK(says("ada@contoso.example  Ada Lovelace"));
  CHECK(says("Nobody can bring them back"));
  CHECK(tenant.writes() == std::vector<std::string>{k_purge_ada});
  CHECK(results() == std::vector<std::string>{"ada: purged"});
}

TEST_CASE_FIXTURE(PurgeFixture, "purge-user refuses who is not deleted, and knows who is nowhere")
{
  tenant.on(k_list_bin, 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  run_for_ada({"--yes"});
  check_nothing_happened(6);
  CHECK(says("is not deleted"));
  tenant.on(k_list_bin, 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({}));
  run_for_ada({"--yes"});
  check_nothing_happened(8);
}

TEST_CASE_FIXTURE(PurgeFixture, "purge-user --dry-run writes nothing, and holds the guard-rails")
{
  script_bin();
  run_for_ada({"--dry-run"});
  CHECK(results() == std::vector<std::string>{"ada: would be purged"});
  tenant.on(k_list_bin, 200, list_of({deleted_ada({{"userType", "Guest"}})}));
  run_for_ada({"--yes"});
  check_nothing_happened(6);
  CHECK(says("--include-guests"));
}

TEST_CASE_FIXTURE(PurgeFixture, "purge-user continues a journal although nobody is to be found")
{
  const std::string journal = (home / "run.journal").string();
  script_bin();
  tenant.on(k_purge_ada, 204);
  run_for_ada({"--yes", "--journal", journal});
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  tenant.on(k_list_bin, 200, list_of({}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({}));
  run_for_ada({"--yes", "--journal", journal});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: purged already"});
  CHECK(tenant.writes().empty());
}
