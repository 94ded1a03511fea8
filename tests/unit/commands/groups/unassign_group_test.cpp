#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_group_assignments = k_app_path + "/appRoleAssignedTo";

std::string group_removal(const std::string& group_id)
{
  return "DELETE " + k_group_assignments + "/assignment-of-" + group_id;
}

class UnassignFixture : public CommandFixture {
public:
  void script_reads(std::initializer_list<Json> assignments)
  {
    script_app(tenant);
    tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
    tenant.on(group_lookup("Sales"), 200, list_of({sales()}));
    tenant.on("GET " + k_group_assignments + "?*", 200, list_of(assignments));
    tenant.by_default("GET /groups/*/members?*", 200, list_of({}));
  }
  // Ada is in scope through the pilot alone, Grace through both; Sales holds Grace.
  void script_members()
  {
    const Json user = {{"@odata.type", "#microsoft.graph.user"}};
    tenant.by_default(
        "GET /groups/" + k_pilot_id + "/members?*", 200, list_of({ada(user), grace(user)}));
    tenant.by_default("GET /users/" + k_ada_id + "/memberOf*", 200, list_of({pilot()}));
    tenant.by_default("GET /users/" + k_grace_id + "/memberOf*", 200, list_of({pilot(), sales()}));
  }
  void script_both() { script_reads({assignment(pilot(), "Group"), assignment(sales(), "Group")}); }
  void script_pilot() { script_reads({assignment(pilot(), "Group")}); }
  void run_for_both(std::vector<std::string> more = {})
  {
    more.insert(more.begin(), {"unassign-group", "LastPass pilot", "Sales"});
    run(more);
  }
};

} // namespace

TEST_CASE_FIXTURE(UnassignFixture,
                  "unassign-group shows the effect, asks, and unassigns after a yes")
{
  script_pilot();
  tenant.on(group_removal(k_pilot_id), 204);
  prompter.answers = {"y"};
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Unassign 1 group?"});
  CHECK(tenant.writes() == std::vector<std::string>{group_removal(k_pilot_id)});
  CHECK(json()[0]["result"] == "unassigned");
  CHECK(json()[0]["assignmentId"] == "assignment-of-" + k_pilot_id);
  CHECK(json()[1]["result"] == "not assigned");
  check_golden("unassign-group_asks.txt", err);
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group changes nothing after a no or a wrong count")
{
  script_pilot();
  prompter.answers = {"n"};
  run_for_both();
  CHECK(code == 6);
  script_both();
  prompter.answers = {"y"};
  run_for_both();
  CHECK(code == 6);
  CHECK(prompter.questions.back() == "Unassign 2 groups?");
  CHECK(out.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group unassigns several after the count was typed")
{
  script_both();
  tenant.on(group_removal(k_pilot_id), 204);
  tenant.on(group_removal(k_sales_id), 204);
  prompter.answers = {"2"};
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes().size() == 2);
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group without a terminal and without --yes is refused")
{
  script_pilot();
  run_for_both({"-o", "json"});
  CHECK(code == 6);
  CHECK(error()["kind"] == "refused");
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group --yes asks nothing")
{
  script_pilot();
  tenant.on(group_removal(k_pilot_id), 204);
  run_for_both({"--yes"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions.empty());
  CHECK(err == "Nobody loses LastPass by it.\n");
}

TEST_CASE_FIXTURE(UnassignFixture,
                  "unassign-group of groups that are not assigned neither asks nor writes")
{
  script_reads({});
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "not assigned");
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group --dry-run neither asks nor writes")
{
  script_pilot();
  run_for_both({"--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "would be unassigned");
  CHECK(json()[0]["assignmentId"] == "assignment-of-" + k_pilot_id);
  CHECK(prompter.questions.empty());
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(UnassignFixture,
                  "unassign-group ends every assignment of a group, whatever its role")
{
  script_reads({assignment(pilot(), "Group"),
                assignment(pilot(), "Group", {{"id", "second"}, {"appRoleId", "other"}})});
  tenant.on(group_removal(k_pilot_id), 204);
  tenant.on("DELETE " + k_group_assignments + "/second", 204);
  run_for_both({"--yes", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json().size() == 2);
  CHECK(tenant.writes().size() == 2);
}

TEST_CASE_FIXTURE(UnassignFixture,
                  "unassign-group says failed of a group of which one assignment stays")
{
  script_reads({assignment(pilot(), "Group"),
                assignment(pilot(), "Group", {{"id", "second"}, {"appRoleId", "other"}})});
  tenant.on(group_removal(k_pilot_id), 403, graph_error("Authorization_RequestDenied", "no"));
  run_for_both({"--yes", "-o", "json"});
  CHECK(code == 3);
  CHECK(json()[0]["result"] == "failed");
  CHECK(json()[0]["error"] == "no");
}

TEST_CASE_FIXTURE(UnassignFixture,
                  "unassign-group says of an assignment that is gone meanwhile that there was none")
{
  script_pilot();
  tenant.on(group_removal(k_pilot_id), 404, graph_error("Request_ResourceNotFound", "gone"));
  run_for_both({"--yes", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "not assigned");
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group ends with 3 and a row each if some failed")
{
  script_both();
  tenant.on(group_removal(k_pilot_id), 204);
  tenant.on(group_removal(k_sales_id), 403, graph_error("Authorization_RequestDenied", "no"));
  run_for_both({"--yes", "-o", "json"});
  CHECK(code == 3);
  CHECK(json()[0]["result"] == "unassigned");
  CHECK(json()[1]["result"] == "failed");
  CHECK(error()["message"] == "1 of 2 groups failed; the first: no");
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group of an unknown group ends with 8, of none with 2")
{
  script_app(tenant);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  run({"unassign-group", "LastPass pilot", "--yes"});
  CHECK(code == 8);
  run({"unassign-group", "--yes"});
  CHECK(code == 2);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(
    UnassignFixture,
    "unassign-group says how many people it disables and strands, and wants them typed")
{
  script_both();
  script_members();
  prompter.answers = {"1"};
  run({"unassign-group", "LastPass pilot", "Sales"});
  CHECK(code == 6);
  CHECK(prompter.questions.back() == "Unassign 2 groups, which takes LastPass from 2 users?");
  CHECK(says("LastPass disables 2 accounts with the next cycle"));
  CHECK(tenant.writes().empty());
  script_pilot();
  tenant.on(group_removal(k_pilot_id), 204);
  prompter.answers = {"y"};
  run({"unassign-group", "LastPass pilot", "Sales"});
  CHECK_MESSAGE(code == 0, err);
}

TEST_CASE_FIXTURE(UnassignFixture, "unassign-group holds the guard-rails for the members")
{
  script_both();
  script_members();
  tenant.by_default("GET /groups/" + k_sales_id + "/members?*",
                    200,
                    list_of({grace({{"@odata.type", "#microsoft.graph.user"},
                                    {"onPremisesSyncEnabled", true}})}));
  tenant.by_default("GET /groups/" + k_pilot_id + "/members?*", 200, list_of({}));
  run_for_both({"--yes"});
  CHECK(code == 6);
  CHECK(says("grace@contoso.example is synced"));
  CHECK(says("--include-synced"));
  CHECK(tenant.writes().empty());
}
