#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_assigned = k_app_path + "/appRoleAssignedTo";

std::string assignment_of(const std::string& group_id)
{
  return "POST " + k_assigned + R"( {"appRoleId":")" + k_role_id + R"(","principalId":")" +
         group_id + R"(","resourceId":")" + k_app_id + "\"}";
}

class AssignFixture : public CommandFixture {
public:
  void script_reads(std::initializer_list<Json> assignments, const Json& group = pilot())
  {
    script_app(tenant);
    tenant.on(group_lookup("LastPass pilot"), 200, list_of({group}));
    tenant.on(group_lookup("Sales"), 200, list_of({sales()}));
    tenant.on("GET " + k_assigned + "?*", 200, list_of(assignments));
  }
  void run_for_both(std::vector<std::string> more = {})
  {
    more.insert(more.begin(), {"assign-group", "LastPass pilot", "Sales"});
    run(more);
  }
};

} // namespace

TEST_CASE_FIXTURE(AssignFixture,
                  "assign-group assigns with the role User, and leaves who is assigned")
{
  script_reads({assignment(sales(), "Group")});
  tenant.on("POST " + k_assigned, 201, assignment(pilot(), "Group"));
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes() == std::vector<std::string>{assignment_of(k_pilot_id)});
  CHECK(json()[0] == OrderedJson{{"app", k_app_name},
                                 {"group", "LastPass pilot"},
                                 {"groupId", k_pilot_id},
                                 {"assignmentId", "assignment-of-" + k_pilot_id},
                                 {"result", "assigned"},
                                 {"error", nullptr}});
  CHECK(json()[1]["result"] == "assigned already");
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group assigns many groups in one batch")
{
  script_reads({});
  tenant.on("POST " + k_assigned, 201, assignment(pilot(), "Group"));
  tenant.on("POST " + k_assigned, 201, assignment(sales(), "Group"));
  run_for_both();
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.requests() == 4);
  CHECK(out == "App                        Group           Group id                              "
               "Result\n"
               "LastPass Provisioning App  LastPass pilot  " +
                   k_pilot_id +
                   "  assigned\n"
                   "LastPass Provisioning App  Sales           " +
                   k_sales_id + "  assigned\n");
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group calls it assigned already if somebody was quicker")
{
  script_reads({assignment(sales(), "Group")});
  tenant.on(
      "POST " + k_assigned,
      400,
      graph_error("Request_BadRequest", "Permission being assigned already exists on the object"));
  run_for_both({"-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "assigned already");
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group --dry-run writes nothing and prints the same rows")
{
  script_reads({assignment(sales(), "Group")});
  run_for_both({"--dry-run", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()[0]["result"] == "would be assigned");
  CHECK(json()[1]["result"] == "assigned already");
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group ends with 3 and a row each if some failed")
{
  script_reads({});
  tenant.on("POST " + k_assigned, 201, assignment(pilot(), "Group"));
  tenant.on("POST " + k_assigned, 403, graph_error("Authorization_RequestDenied", "no"));
  run_for_both({"-o", "json"});
  CHECK(code == 3);
  CHECK(json()[0]["result"] == "assigned");
  CHECK(json()[1]["result"] == "failed");
  CHECK(json()[1]["error"] == "no");
  CHECK(error()["hint"].get<std::string>().find("AppRoleAssignment.ReadWrite.All") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group refuses all if one is not a security group")
{
  script_app(tenant);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot({{"securityEnabled", false}})}));
  tenant.on(group_lookup("Sales"), 200, list_of({sales()}));
  run_for_both();
  CHECK(code == 6);
  CHECK(says("\"LastPass pilot\" is not a security group"));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AssignFixture,
                  "assign-group assigns nothing if one group is unknown or ambiguous")
{
  script_app(tenant);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot()}));
  tenant.on(group_lookup("Sales"), 200, list_of({}));
  run_for_both();
  CHECK(code == 8);
  CHECK(says("\"Sales\""));
  script_app(tenant);
  tenant.on(group_lookup("LastPass pilot"), 200, list_of({pilot(), sales()}));
  tenant.on(group_lookup("Sales"), 200, list_of({sales()}));
  run_for_both();
  CHECK(code == 2);
  CHECK(says(k_pilot_id));
  CHECK(says(k_sales_id));
  CHECK(tenant.writes().empty());
}

TEST_CASE_FIXTURE(AssignFixture,
                  "assign-group uses the default access where an app declares no roles")
{
  tenant.on(k_app_lookup, 200, list_of({app({{"appRoles", Json::array()}})}));
  tenant.on(group_lookup("Sales"), 200, list_of({sales()}));
  tenant.on("GET " + k_assigned + "?*", 200, list_of({}));
  tenant.on("POST " + k_assigned + "*", 201, assignment(sales(), "Group"));
  run({"assign-group", "Sales"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.writes()[0].find(R"("appRoleId":"00000000-0000-0000-0000-000000000000")") !=
        std::string::npos);
}

TEST_CASE_FIXTURE(AssignFixture, "assign-group without the app ends with 8 and says how to make it")
{
  tenant.on(k_app_lookup, 200, list_of({}));
  run({"assign-group", "Sales"});
  CHECK(code == 8);
  CHECK(says("lpaz configure-app"));
  run({"assign-group"});
  CHECK(code == 2);
}
