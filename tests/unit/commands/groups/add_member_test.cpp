#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_add = "POST /groups/" + k_pilot_id + "/members/$ref";
const Json k_member_already = graph_error("Request_BadRequest",
                                          "One or more added object references already exist for "
                                          "the following modified properties: 'members'.");

std::string add_of(const std::string& id)
{
  return k_add + R"( {"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/)" + id +
         "\"}";
}

class AddMemberFixture : public CommandFixture {
public:
  void script_both(const Json& group = pilot())
  {
    tenant.on(group_lookup("LastPass pilot"), 200, list_of({group}));
    tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
              200,
              list_of({ada(), grace()}));
  }
  void run_for_both(std::vector<std::string> more = {})
  {
    more.insert(more.begin(),
                {"add-member", "LastPass pilot", "ada@contoso.example", "grace@contoso.example"});
    run(more);
  }
};

} // namespace

TEST_CASE_FIXTURE(AddMemberFixture, "add-member adds people, and who is a member already stays one")
{
  script_both();
  tenant.on(k_add, 204);
  tenant.on(k_add, 400, k_member_already);
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{add_of(k_ada_id), add_of(k_grace_id)});
  CHECK(tenant.requests() == 3);
  CHECK(json()[0] == OrderedJson{{"group", "LastPass pilot"},
                                 {"groupId", k_pilot_id},
                                 {"userPrincipalName", "ada@contoso.example"},
                                 {"id", k_ada_id},
                                 {"result", "added"},
                                 {"error", nullptr}});
  CHECK(json()[1]["result"] == "member already");
}

TEST_CASE_FIXTURE(AddMemberFixture, "add-member prints a table")
{
  script_both();
  tenant.always(k_add, 204);
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(out == "Group           User                   Result\n"
               "LastPass pilot  ada@contoso.example    added\n"
               "LastPass pilot  grace@contoso.example  added\n");
}

TEST_CASE_FIXTURE(AddMemberFixture, "add-member --dry-run writes nothing")
{
  script_both();
  run_for_both({"--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "would be added");
  CHECK(json().size() == 2);
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AddMemberFixture,
                  "add-member ends with 3 and a row each if some could not be added")
{
  script_both();
  tenant.on(k_add, 403, graph_error("Authorization_RequestDenied", "Insufficient privileges"));
  tenant.on(k_add, 204);
  run_for_both({"-o", "json"});
  CHECK(code == 3);
  CHECK(json()[0]["result"] == "failed");
  CHECK(json()[0]["error"] == "Insufficient privileges");
  CHECK(json()[1]["result"] == "added");
  CHECK(error()["hint"].get<std::string>().find("GroupMember.ReadWrite.All") != std::string::npos);
}

TEST_CASE_FIXTURE(AddMemberFixture,
                  "add-member refuses a group whose members somebody else decides")
{
  tenant.on(group_lookup("LastPass pilot"),
            200,
            list_of({pilot({{"groupTypes", Json::array({"DynamicMembership"})}})}));
  run_for_both();
  CHECK(code == 6);
  CHECK(says("follow a rule"));
  tenant.on(
      group_lookup("LastPass pilot"), 200, list_of({pilot({{"onPremisesSyncEnabled", true}})}));
  run_for_both();
  CHECK(code == 6);
  CHECK(says("is synced"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AddMemberFixture,
                  "add-member of an unknown group or person ends with 8, adds nobody")
{
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({}));
  run_for_both();
  CHECK(code == 8);
  CHECK(says("no group is called \"LastPass pilot\""));
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"), 200, list_of({ada()}));
  run_for_both();
  CHECK(code == 8);
  CHECK(says("grace@contoso.example"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AddMemberFixture, "add-member lists the candidates of an ambiguous group")
{
  tenant.on(group_lookup("LastPass pilot"),
            200,
            list_of({pilot(), pilot({{"id", k_sales_id}, {"description", "\x1b[2Jother"}})}));
  run_for_both();
  CHECK(code == 2);
  CHECK(says(k_pilot_id + "  First users"));
  CHECK(says(k_sales_id));
  CHECK(err.find('\x1b') == std::string::npos);
}

TEST_CASE_FIXTURE(AddMemberFixture, "add-member takes a file, and continues its journal")
{
  const auto joiners = write_file("joiners", "ada@contoso.example\ngrace@contoso.example\n");
  const std::vector<std::string> words = {"add-member",
                                          "LastPass pilot",
                                          "--from-file",
                                          joiners.string(),
                                          "--journal",
                                          (home / "run.journal").string(),
                                          "-o",
                                          "json"};
  script_both();
  tenant.on(k_add, 204);
  tenant.on(k_add, 403, graph_error("Authorization_RequestDenied", "no"));
  run(words);
  CHECK(code == 3);
  tenant.forget_requests();
  script_both();
  tenant.on(k_add, 204);
  run(words);
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{add_of(k_grace_id)});
  CHECK(json()[0]["result"] == "added");
  CHECK(json()[1]["result"] == "added");
}

TEST_CASE_FIXTURE(AddMemberFixture, "add-member wants a group and at least one person")
{
  run({"add-member", "LastPass pilot"});
  CHECK(code == 2);
  CHECK(says("name at least one user"));
  run({"add-member"});
  CHECK(code == 2);
  CHECK(tenant.requests() == 0);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "add-member means the living one, and says whose name that was before")
{
  tenant.on("GET /groups/" + k_pilot_id + "?*", 200, pilot());
  tenant.on(user_lookup("'ada@contoso.example'"), 200, list_of({ada({{"id", k_grace_id}})}));
  tenant.on("GET /directory/deletedItems/microsoft.graph.user?*", 200, list_of({deleted_ada()}));
  run({"add-member", k_pilot_id, "ada@contoso.example", "--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["id"] == k_grace_id);
  CHECK(says(k_ada_id + " in the recycle bin had that name too"));
}
