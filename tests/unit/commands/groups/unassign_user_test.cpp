#include "commands/users/user_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_user_assignments = k_app_path + "/appRoleAssignedTo";

std::string user_removal(const std::string& id)
{
  return "DELETE " + k_user_assignments + "/assignment-of-" + id;
}

class UnassignUserFixture : public UserFixture {
public:
  void script_reads(const std::vector<std::string>& assigned,
                    const std::vector<std::string>& members = {})
  {
    script_app(tenant);
    tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
              200,
              list_of({ada(), grace()}));
    script_scope(assigned, {k_ada_id, k_grace_id}, members);
  }
  void run_for_both(const std::vector<std::string>& more = {})
  {
    std::vector<std::string> words = {
        "unassign-user", "ada@contoso.example", "grace@contoso.example", "-o", "json"};
    words.insert(words.end(), more.begin(), more.end());
    run(words);
  }
};

} // namespace

TEST_CASE_FIXTURE(UnassignUserFixture, "unassign-user explains, and wants the count typed")
{
  script_reads({k_ada_id, k_grace_id});
  prompter.answers = {"y"};
  run_for_both();
  check_nothing_happened(6);
  CHECK(prompter.questions == std::deque<std::string>{"Unassign 2 users?"});
  CHECK(says("LastPass only disables the account"));
  CHECK(says("a later deletion no longer reaches LastPass"));
  CHECK(says("LastPass disables 2 accounts with the next cycle, in scope through nothing else; 2 "
             "accounts are stranded"));
  CHECK(says("lpaz offboard-user"));
  script_reads({k_ada_id, k_grace_id});
  tenant.on(user_removal(k_ada_id), 204);
  tenant.on(user_removal(k_grace_id), 404, graph_error("Request_ResourceNotFound", "gone"));
  prompter.answers = {"2"};
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: unassigned", "grace: not assigned"});
}

TEST_CASE_FIXTURE(UnassignUserFixture, "unassign-user says whom a group keeps in scope")
{
  script_reads({k_ada_id}, {k_ada_id});
  tenant.on(user_removal(k_ada_id), 204);
  prompter.answers = {"y"};
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Unassign 1 user?"});
  CHECK(says("ada@contoso.example stays in scope through LastPass pilot"));
  CHECK(results() == std::vector<std::string>{"ada: unassigned", "grace: not assigned"});
}

TEST_CASE_FIXTURE(UnassignUserFixture, "unassign-user --dry-run asks and writes nothing")
{
  script_reads({k_ada_id});
  run_for_both({"--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(results() == std::vector<std::string>{"ada: would be unassigned", "grace: not assigned"});
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(UnassignUserFixture, "unassign-user continues a journal, of this app only")
{
  const std::string journal = (home / "run.journal").string();
  script_reads({k_ada_id, k_grace_id});
  tenant.on(user_removal(k_ada_id), 204);
  tenant.on(user_removal(k_grace_id), 403, graph_error("Authorization_RequestDenied", "no"));
  run_for_both({"--yes", "--journal", journal});
  CHECK(code == 3);
  tenant.forget_requests();
  run_for_both({"--yes", "--journal", journal, "--app", "LastPass EU"});
  CHECK(code == 2);
  script_reads({k_grace_id});
  tenant.on(user_removal(k_grace_id), 204);
  run_for_both({"--yes", "--journal", journal});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{user_removal(k_grace_id)});
}

TEST_CASE_FIXTURE(UnassignUserFixture,
                  "unassign-user holds its guard-rails, and without yes ends "
                  "with 6")
{
  script_app(tenant);
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
            200,
            list_of({ada({{"onPremisesSyncEnabled", true}}), grace()}));
  run_for_both({"--yes"});
  check_nothing_happened(6);
  CHECK(says("--include-synced"));
  script_reads({k_ada_id, k_grace_id});
  run_for_both();
  check_nothing_happened(6);
}

TEST_CASE_FIXTURE(UnassignUserFixture,
                  "unassign-user of a name that somebody in the recycle bin had ends with 2")
{
  script_app(tenant);
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
            200,
            list_of({ada({{"id", k_grace_id}}), grace()}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run_for_both({"--yes"});
  check_nothing_happened(2);
}
