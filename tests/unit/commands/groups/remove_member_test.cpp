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
  void script_both()
  {
    tenant.on("GET /groups/" + k_pilot_id + "?*", 200, pilot());
    tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"),
              200,
              list_of({ada(), grace()}));
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
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
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
  run_for_both();
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
