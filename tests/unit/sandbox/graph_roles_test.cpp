#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using test::GraphFixture;

namespace {

constexpr const char* k_global = "62e90394-69f5-4237-9190-012177145e10";

} // namespace

TEST_CASE("A user's directory roles are seen through the cast, which is an advanced query")
{
  GraphFixture graph;
  const std::string base = "/users/" + graph.user_id("ada.lovelace") + "/transitiveMemberOf";
  const std::string cast = base + "/microsoft.graph.directoryRole?$count=true&$select=displayName,"
                                  "roleTemplateId";
  CHECK(graph.get(cast).status == 400);
  const auto roles = graph.advanced(cast);
  REQUIRE(roles.value().size() == 1);
  CHECK(roles.value()[0].at("roleTemplateId") == k_global);
  bool seen = false;
  const auto mixed = graph.get(base + "?$select=id,displayName");
  for (const auto& object : mixed.value()) {
    seen = seen || object.at("@odata.type") == "#microsoft.graph.directoryRole";
  }
  CHECK(seen);
}

TEST_CASE("Nested groups are above a user transitively only")
{
  GraphFixture graph;
  const std::string user = "/users/" + graph.user_id("donald.knuth");
  CHECK(graph.get(user + "/memberOf").value().size() == 1);
  CHECK(graph.get(user + "/transitiveMemberOf").value().size() == 2);
  const auto checked =
      graph.send("POST",
                 user + "/checkMemberGroups",
                 {{"groupIds", {graph.group_id("All Staff"), graph.group_id("Finance")}}});
  CHECK(checked.value() == lpaz::util::Json{graph.group_id("All Staff")});
}

TEST_CASE("Role assignments are filtered by principal and expanded")
{
  GraphFixture graph;
  const std::string base = "/roleManagement/directory/roleAssignments";
  CHECK(graph.get(base).value().size() == 4);
  const auto own = graph.get(base + "?$filter=principalId%20eq%20'" + graph.user_id("alan.turing") +
                             "'&$expand=roleDefinition,principal");
  REQUIRE(own.value().size() == 1);
  CHECK(own.value()[0].at("roleDefinition").at("displayName") == "User Administrator");
  CHECK(own.value()[0].at("principal").at("@odata.type") == "#microsoft.graph.user");
  CHECK(graph.get(base + "?$expand=nothing").status == 400);
}

TEST_CASE("Who is only eligible stands among the eligible")
{
  GraphFixture graph;
  const auto eligible =
      graph.get("/roleManagement/directory/roleEligibilityScheduleInstances?$expand=principal");
  REQUIRE(eligible.value().size() == 1);
  CHECK(eligible.value()[0].at("principalId") == graph.user_id("katherine.johnson"));
  CHECK(eligible.value()[0].at("roleDefinitionId") == k_global);
}

TEST_CASE("Activated roles have members")
{
  GraphFixture graph;
  const auto roles = graph.get("/directoryRoles");
  CHECK(roles.value().size() == 2);
  const auto members =
      graph.get(std::string("/directoryRoles(roleTemplateId='") + k_global + "')/members");
  CHECK(members.value().size() == 3);
  CHECK(graph.get("/directoryRoles/" + roles.value()[0].at("id").get<std::string>() + "/members")
            .status == 200);
  CHECK(graph.get("/directoryRoles/11111111-1111-1111-1111-111111111111").status == 404);
}

TEST_CASE("Who is eligible for a group is asked with a filter, and nobody is")
{
  GraphFixture graph;
  const std::string base =
      "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances";
  CHECK(graph.get(base).status == 400);
  const auto eligible =
      graph.get(base + "?$filter=groupId%20eq%20'" + graph.group_id("Finance") + "'");
  CHECK(eligible.status == 200);
  CHECK(eligible.value().empty());
}

TEST_CASE("An expanded principal and a deleted person bring only what is shown by default")
{
  GraphFixture graph;
  const auto holdings = graph.get("/roleManagement/directory/roleAssignments?$expand=principal");
  for (const auto& holding : holdings.value()) {
    CHECK_FALSE(holding.at("principal").contains("accountEnabled"));
  }
  const std::string id = graph.user_id("donald.knuth");
  CHECK(graph.send("DELETE", "/users/" + id, {}).status == 204);
  const std::string deleted = "/directory/deletedItems/" + id;
  for (const std::string member : {"accountEnabled", "userType", "deletedDateTime"}) {
    CHECK_FALSE(graph.get(deleted).json.contains(member));
    CHECK(graph.get(deleted + "?$select=" + member).json.contains(member));
  }
}
