#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

class OffboardFixture : public UserFixture {
public:
  // Both are looked up and in scope.
  void script_start(bool quarantined = false)
  {
    script_both();
    script_source(quarantined);
    script_scope({k_ada_id}, {k_ada_id, k_grace_id}, {k_grace_id});
  }
  void run_for_both(const std::vector<std::string>& more)
  {
    std::vector<std::string> words = {
        "offboard-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"};
    words.insert(words.end(), more.begin(), more.end());
    run(words);
  }
  bool wrote(const std::string& write) const
  {
    return std::ranges::find(tenant.writes(), write) != tenant.writes().end();
  }
  bool wrote_any(const std::string& part) const
  {
    return std::ranges::any_of(tenant.writes(), [&](const std::string& write) {
      return write.find(part) != std::string::npos;
    });
  }
};

} // namespace

TEST_CASE_FIXTURE(OffboardFixture,
                  "offboard-user blocks, waits for the proof, deletes, and never unassigns")
{
  script_start();
  script_block(k_ada_id);
  script_block(k_grace_id);
  script_log({k_ada_id, k_grace_id});
  script_deletion(k_ada_id);
  script_deletion(k_grace_id);
  prompter.answers = {"2"};
  run_for_both({});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Offboard 2 users?"});
  CHECK(results() == std::vector<std::string>{"ada: deleted", "grace: deleted"});
  CHECK(json()[0]["verified"] == true);
  CHECK(json()[0]["lastPass"] == "disabled");
  CHECK(json()[0]["goneDateTime"] == "2026-02-01T03:04:05Z");
  CHECK(tenant.writes().size() == 6);
  CHECK(tenant.writes().back() == "DELETE /users/" + k_grace_id);
  CHECK_FALSE(wrote_any("appRoleAssign"));
}

TEST_CASE_FIXTURE(OffboardFixture,
                  "offboard-user deletes only those with proof, and says 7 and why")
{
  script_start(true);
  script_block(k_ada_id);
  script_block(k_grace_id);
  script_log({k_ada_id});
  script_deletion(k_ada_id);
  const auto rest = home / "rest.csv";
  const std::string journal = (home / "run.journal").string();
  run_for_both(
      {"--yes", "--wait-timeout", "1m", "--not-done", rest.string(), "--journal", journal});
  CHECK(code == 7);
  CHECK(results() == std::vector<std::string>{"ada: deleted", "grace: blocked, not deleted"});
  CHECK(json()[1]["goneDateTime"].is_null());
  CHECK(json()[1]["pendingReason"].get<std::string>().find("quarantine") != std::string::npos);
  CHECK_FALSE(wrote("DELETE /users/" + k_grace_id));
  CHECK(read_file(rest).find("grace@contoso.example") != std::string::npos);
  CHECK(read_file(rest).find("ada@contoso.example") == std::string::npos);
}

TEST_CASE_FIXTURE(OffboardFixture, "offboard-user goes on with the journal where it stopped")
{
  const std::string journal = (home / "run.journal").string();
  script_start();
  script_block(k_ada_id);
  script_block(k_grace_id);
  tenant.on("GET /auditLogs/provisioning*", 200, list_of({}));
  tenant.on("GET " + k_job_path, 200, job());
  clock.interrupt_sleep(1);
  run_for_both({"--yes", "--journal", journal});
  CHECK(code == 7);
  CHECK(tenant.writes().size() == 4);
  tenant.forget_requests();
  clock.interrupt_sleep(1000);
  script_both(false);
  script_source();
  script_scope({k_ada_id, k_grace_id}, {k_ada_id, k_grace_id});
  script_audits();
  script_log({k_ada_id, k_grace_id});
  script_deletion(k_ada_id);
  script_deletion(k_grace_id);
  run_for_both({"--yes", "--journal", journal});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() ==
        std::vector<std::string>{"DELETE /users/" + k_ada_id, "DELETE /users/" + k_grace_id});
}

TEST_CASE_FIXTURE(OffboardFixture, "offboard-user refuses whom a deletion would strand")
{
  script_both();
  script_source();
  script_scope({k_ada_id}, {k_ada_id, k_grace_id});
  const auto journal = home / "run.journal";
  run_for_both({"--yes", "--journal", journal.string()});
  check_nothing_happened(6);
  CHECK_FALSE(std::filesystem::exists(journal));
  CHECK(says("behind for ever: grace@contoso.example; nothing was changed"));
  CHECK(says("--include-stranded"));
  CHECK(says("lpaz assign-user"));
}

TEST_CASE_FIXTURE(OffboardFixture,
                  "offboard-user --include-stranded deletes them without a proof, "
                  "and says what is left to do")
{
  script_both();
  script_source();
  script_scope({k_ada_id}, {k_ada_id, k_grace_id});
  script_block(k_ada_id);
  script_block(k_grace_id);
  script_log({k_ada_id});
  script_deletion(k_ada_id);
  script_deletion(k_grace_id);
  run_for_both({"--yes", "--include-stranded"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: deleted", "grace: deleted"});
  CHECK(json()[0]["verified"] == true);
  CHECK(json()[1]["verified"] == false);
  CHECK(json()[1]["lastPass"].get<std::string>().find("by hand") != std::string::npos);
}

TEST_CASE_FIXTURE(OffboardFixture, "offboard-user --dry-run writes nothing and asks nothing")
{
  script_start();
  run_for_both({"--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: would be blocked, then deleted",
                                              "grace: would be blocked, then deleted"});
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(OffboardFixture, "offboard-user asks about people who are blocked already, too")
{
  script_both(false);
  script_source();
  script_scope({k_ada_id, k_grace_id}, {k_ada_id, k_grace_id});
  run_for_both({});
  check_nothing_happened(6);
  CHECK(prompter.questions == std::deque<std::string>{"Offboard 2 users?"});
  CHECK(says("not before"));
  run_for_both({"--now"});
  check_nothing_happened(2);
  CHECK(says("--now needs the LastPass Enterprise API"));
}

TEST_CASE_FIXTURE(OffboardFixture, "offboard-user by id goes on after its first deletion")
{
  script_roles(tenant);
  tenant.on("GET /users?*id in (*", 200, list_of({grace()}));
  tenant.on("GET /directory/deletedItems/" + k_ada_id + "?*deletedDateTime*", 200, deleted_ada());
  script_source();
  script_scope({k_grace_id}, {k_grace_id});
  script_block(k_grace_id);
  Json audit;
  audit["activityDateTime"] = "2026-01-02T03:04:00Z";
  audit["activityDisplayName"] = "Disable account";
  tenant.on("GET /auditLogs/directoryAudits*" + k_ada_id + "*", 200, list_of({audit}));
  script_log({k_ada_id, k_grace_id});
  script_deletion(k_grace_id);
  run({"offboard-user", k_ada_id, k_grace_id, "--yes", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[1]["result"] == "deleted already");
  CHECK_FALSE(wrote("DELETE /users/" + k_ada_id));
  CHECK(wrote("DELETE /users/" + k_grace_id));
}

TEST_CASE_FIXTURE(OffboardFixture,
                  "offboard-user deletes no Global Administrator once nobody else is left")
{
  script_administrators(tenant, {k_ada_id, k_grace_id});
  tenant.by_default(states_lookup({k_ada_id, k_grace_id}), 200, list_of({ada(), grace()}));
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada()}));
  script_source();
  script_scope({k_ada_id}, {k_ada_id});
  script_block(k_ada_id);
  script_log({k_ada_id});
  // Somebody takes the other one while LastPass is waited for.
  tenant.at_each_operation([this](const std::string& operation) {
    if (operation.starts_with("GET /auditLogs/provisioning")) {
      tenant.by_default(
          states_lookup({k_ada_id, k_grace_id}),
          200,
          list_of({ada({{"accountEnabled", false}}), grace({{"accountEnabled", false}})}));
    }
  });
  run({"offboard-user", "ada@contoso.example", "--include-admins", "--yes", "-o", "json"});
  CHECK(code == 6);
  CHECK(results() == std::vector<std::string>{"ada: blocked, not deleted"});
  CHECK(says("no Global Administrator would be left"));
  CHECK_FALSE(wrote("DELETE /users/" + k_ada_id));
}

TEST_CASE_FIXTURE(OffboardFixture,
                  "offboard-user of a name that somebody in the recycle bin had ends with 2")
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run({"offboard-user", "ada@contoso.example", "--yes", "-o", "json"});
  check_nothing_happened(2);
}
