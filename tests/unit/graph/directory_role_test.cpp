#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using nlohmann::json;

TEST_CASE("A role holding names its principal, the principal's kind and the role")
{
  const auto holding = graph::parse_role_holding(
      {{"principalId", "p"},
       {"roleDefinitionId", "r"},
       {"principal", {{"@odata.type", "#microsoft.graph.group"}, {"id", "p"}}}});
  CHECK(holding.principal_id == "p");
  CHECK(holding.principal_kind == "group");
  CHECK_FALSE(holding.principal_enabled.has_value());
  CHECK(holding.role_definition_id == "r");
}

TEST_CASE("A principal that Graph did not show has no kind")
{
  for (const json& body : {json{{"principalId", "p"}},
                           json{{"principalId", "p"}, {"principal", nullptr}},
                           json{{"principalId", "p"}, {"principal", "group"}},
                           json{{"principalId", "p"}, {"principal", {{"@odata.type", 1}}}}}) {
    const auto holding = graph::parse_role_holding(body);
    CHECK(holding.principal_id == "p");
    CHECK(holding.principal_kind.empty());
  }
  CHECK(graph::parse_role_holding({{"principalId", 1}}).principal_id.empty());
}

TEST_CASE("Active and eligible roles are read for the whole tenant with their principals")
{
  CHECK(graph::list_role_assignments_request().path ==
        "/roleManagement/directory/roleAssignments?$expand=principal");
  CHECK(graph::list_role_eligibilities_request().path ==
        "/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal");
  CHECK(graph::list_role_definitions_request().path ==
        "/roleManagement/directory/roleDefinitions?$select=id%2CdisplayName");
  CHECK(graph::list_role_assignments_request().permission == "RoleManagement.Read.Directory");
  CHECK(graph::list_role_eligibilities_request().permission ==
        "RoleEligibilitySchedule.Read.Directory");
  CHECK(graph::list_role_definitions_request().permission == "RoleManagement.Read.Directory");
}

TEST_CASE("Who is eligible for a group is asked for group by group, with a permission of its own")
{
  const auto request = graph::list_group_eligibilities_request("g");
  CHECK(request.path == "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances"
                        "?$filter=groupId%20eq%20%27g%27");
  CHECK(request.permission == "PrivilegedEligibilitySchedule.Read.AzureADGroup");
  const auto owner = graph::parse_group_eligibility({{"principalId", "p"}, {"accessId", "owner"}});
  CHECK(owner.principal_id == "p");
  CHECK(owner.as_owner);
  CHECK_FALSE(graph::parse_group_eligibility({{"principalId", "p"}}).as_owner);
}

TEST_CASE("A holding tells where it holds")
{
  CHECK(graph::parse_role_holding({{"directoryScopeId", "/"}}).scope == "/");
  CHECK(graph::parse_role_holding(json::object()).scope.empty());
}
