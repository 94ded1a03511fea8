#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

std::string member_removal(const std::string& id)
{
  return "DELETE /groups/" + k_pilot_id + "/members/" + id + "/$ref";
}

class RemoveMemberFixture : public CommandFixture {
public:
  void script_both(const Json& group = pilot())
  {
    script_people(group);
    script_app(tenant);
    tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, list_of({}));
  }
  void script_people(const Json& group = pilot())
  {
    tenant.on("GET /groups/" + k_pilot_id + "?*", 200, group);
    tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
              200,
              list_of({ada(), grace()}));
  }
  // The group is assigned; Grace is in scope through another one as well.
  void script_loss()
  {
    script_people();
    script_app(tenant);
    tenant.on("GET " + k_app_path + "/appRoleAssignedTo*",
              200,
              list_of({assignment(pilot(), "Group"), assignment(sales(), "Group")}));
    tenant.on("GET /users/" + k_ada_id + "/memberOf*", 200, list_of({pilot()}));
    tenant.on("GET /users/" + k_grace_id + "/memberOf*", 200, list_of({pilot(), sales()}));
  }
  void run_for_both(std::vector<std::string> more = {})
  {
    more.insert(more.begin(),
                {"remove-member", k_pilot_id, "ada@contoso.example", "grace@contoso.example"});
    run(more);
  }
};

} // namespace

TEST_CASE_FIXTURE(RemoveMemberFixture,
                  "remove-member removes people, and who is no member stays none")
{
  script_both();
  tenant.on(member_removal(k_ada_id), 204);
  tenant.on(
      member_removal(k_grace_id), 404, graph_error("Request_ResourceNotFound", "no such member"));
  prompter.answers = {"2"};
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Remove 2 members?"});
  CHECK(tenant.writes() ==
        std::vector<std::string>{member_removal(k_ada_id), member_removal(k_grace_id)});
  CHECK(json()[0]["result"] == "removed");
  CHECK(json()[1]["result"] == "no member");
  CHECK(json()[1]["error"] == nullptr);
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member --dry-run writes nothing")
{
  script_both();
  run_for_both({"--dry-run"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prints("would be removed"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RemoveMemberFixture,
                  "remove-member ends with the reason if nobody could be removed")
{
  script_both();
  for (const std::string& id : {k_ada_id, k_grace_id}) {
    tenant.on(member_removal(id), 403, graph_error("Authorization_RequestDenied", "no"));
  }
  run_for_both({"--yes"});
  CHECK(code == 9);
  CHECK(prints("failed"));
  CHECK(says("GroupMember.ReadWrite.All"));
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member of an unknown group id ends with 8")
{
  tenant.on("GET /groups/" + k_pilot_id + "?*", 404, graph_error("Request_ResourceNotFound", "no"));
  run_for_both();
  CHECK(code == 8);
  CHECK(says("no group is called \"" + k_pilot_id + "\""));
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member refuses a dynamic group")
{
  tenant.on("GET /groups/" + k_pilot_id + "?*",
            200,
            pilot({{"groupTypes", Json::array({"DynamicMembership"})}}));
  run_for_both();
  CHECK(code == 6);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member wants a group and at least one person")
{
  run({"remove-member", "LastPass pilot"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(
    RemoveMemberFixture,
    "remove-member says how many it disables and strands, and without a terminal ends "
    "with 6")
{
  script_loss();
  run_for_both();
  CHECK(code == 6);
  CHECK(says("LastPass disables 1 account with the next cycle, in scope through nothing else; 1 "
             "account is stranded"));
  CHECK(tenant.writes().empty());
  script_loss();
  run_for_both({"--dry-run"});
  CHECK(code == 0);
  CHECK(says("LastPass disables 1 account"));
}

TEST_CASE_FIXTURE(RemoveMemberFixture,
                  "remove-member does not say that nobody loses LastPass where there is no app")
{
  script_people();
  tenant.on(k_app_lookup, 200, list_of({}));
  run_for_both({"--dry-run"});
  CHECK(code == 0);
  CHECK(says("There is no enterprise app \"LastPass Provisioning App\": whether somebody loses "
             "LastPass is not known."));
  CHECK_FALSE(says("Nobody loses"));
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member wants the count typed from two on")
{
  script_both();
  prompter.answers = {"y"};
  run_for_both();
  CHECK(code == 6);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RemoveMemberFixture, "remove-member holds the guard-rails of a block")
{
  struct Row {
    Json more;
    const char* option;
  };
  const Row rows[] = {{{{"onPremisesSyncEnabled", true}}, "--include-synced"},
                      {{{"id", "00000000-0000-0000-0000-0000000000ff"}}, "--include-self"}};
  for (const Row& row : rows) {
    CAPTURE(row.option);
    tenant.on("GET /groups/" + k_pilot_id + "?*", 200, pilot());
    tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada(row.more)}));
    run({"remove-member", k_pilot_id, "ada@contoso.example", "--yes"});
    CHECK(code == 6);
    CHECK(says(row.option));
    CHECK(tenant.writes().empty());
  }
}

TEST_CASE_FIXTURE(RemoveMemberFixture,
                  "remove-member looks at roles where the group can hold one, and only there")
{
  script_roles(tenant, {global_administrator(k_ada_id)});
  tenant.always("GET /users?*id in ('" + k_ada_id + "')*", 200, list_of({ada()}));
  script_people(pilot({{"isAssignableToRole", true}}));
  run_for_both({"--yes", "--include-admins"});
  CHECK(code == 6);
  CHECK(says("no Global Administrator would be left"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(RemoveMemberFixture,
                  "remove-member of a name that somebody in the recycle bin had ends with 2")
{
  tenant.on("GET /groups/" + k_pilot_id + "?*", 200, pilot());
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run({"remove-member", k_pilot_id, "ada@contoso.example", "--yes"});
  CHECK(code == 2);
  CHECK(says(k_ada_id));
  CHECK(says(k_grace_id));
  CHECK(tenant.writes().empty());
}
