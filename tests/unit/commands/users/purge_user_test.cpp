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
  // Ada is there, and nobody living has her name.
  void script_bin(const Json& more = Json::object())
  {
    tenant.on(k_list_bin, 200, list_of({deleted_ada(more)}));
    script_nobody();
    script_nobody();
    tenant.on("GET /users?*mail in ('ada@contoso.example')*", 200, list_of({}));
  }
  void script_nobody() { tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({})); }
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
  script_bin({{"userType", "Guest"}});
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

TEST_CASE_FIXTURE(PurgeFixture, "purge-user of a name that a living person has too ends with 2")
{
  tenant.on(k_list_bin, 200, list_of({deleted_ada()}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  run_for_ada({"--yes"});
  check_nothing_happened(2);
  CHECK(says(k_ada_id));
  CHECK(says(k_grace_id));
}

TEST_CASE_FIXTURE(PurgeFixture, "purge-user by id refuses whose name a living person has now")
{
  const auto script = [this] {
    tenant.on("GET /users?*id in ('" + k_ada_id + "')*", 200, list_of({}));
    tenant.on("GET /directory/deletedItems/" + k_ada_id + "?*", 200, deleted_ada());
  };
  script();
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /users?*mail in ('ada@contoso.example')*", 200, list_of({}));
  run({"purge-user", k_ada_id, "--yes", "-o", "json"});
  check_nothing_happened(6);
  CHECK(says("--include-reused-names"));
  tenant.forget_requests();
  script();
  tenant.on(k_purge_ada, 204);
  run({"purge-user", k_ada_id, "--yes", "--include-reused-names", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.requests() <= 3);
}
