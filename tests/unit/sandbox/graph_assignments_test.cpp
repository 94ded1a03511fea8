#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::GraphFixture;

namespace {

constexpr const char* k_user_role = "18d14569-c3bd-439b-9a66-3a2aee01d14f";

Json assignment(const std::string& app, const std::string& principal)
{
  return {{"principalId", principal}, {"resourceId", app}, {"appRoleId", k_user_role}};
}

} // namespace

TEST_CASE("Instantiating the custom template makes an application and its service principal")
{
  GraphFixture graph;
  const auto made =
      graph.send("POST",
                 "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate",
                 {{"displayName", "LastPass Provisioning App"}});
  REQUIRE(made.status == 201);
  const auto& principal = made.json.at("servicePrincipal");
  CHECK(principal.at("appId") == made.json.at("application").at("appId"));
  CHECK(principal.at("appRoles").size() == 2);
  CHECK(principal.at("appRoles")[0].at("id") == k_user_role);
  CHECK(principal.at("appRoleAssignmentRequired") == true);
  const std::string by_name =
      "/servicePrincipals?$filter=displayName%20eq%20'LastPass%20Provisioning%20App'";
  CHECK(graph.get(by_name).value().size() == 1);
  CHECK(graph.get("/servicePrincipals(appId='" + principal.at("appId").get<std::string>() + "')")
            .json.at("id") == principal.at("id"));
  CHECK(graph
            .get("/servicePrincipals?$filter=tags/any(t:t%20eq%20"
                 "'WindowsAzureActiveDirectoryCustomSingleSignOnApplication')")
            .value()
            .size() == 1);
  graph.instantiate("LastPass Provisioning App");
  CHECK(graph.get(by_name).value().size() == 2);
  CHECK(graph.send("POST", "/applicationTemplates/x/instantiate", {{"displayName", "x"}}).status ==
        404);
}

TEST_CASE("A group is assigned once, listed from both sides, and unassigned")
{
  GraphFixture graph;
  const std::string app = graph.instantiate("App");
  const std::string assigned = "/servicePrincipals/" + app + "/appRoleAssignedTo";
  const std::string finance = graph.group_id("Finance");
  const auto made = graph.send("POST", assigned, assignment(app, finance));
  REQUIRE(made.status == 201);
  CHECK(made.json.at("principalType") == "Group");
  CHECK(made.json.at("principalDisplayName") == "Finance");
  const auto again = graph.send("POST", assigned, assignment(app, finance));
  CHECK(again.status == 400);
  CHECK(again.message() == "Permission being assigned already exists on the object");
  CHECK(graph.get(assigned + "?$top=999").value().size() == 1);
  CHECK(graph.advanced(assigned + "/$count").body == "1");
  CHECK(graph.get("/groups/" + finance + "/appRoleAssignments?$filter=resourceId%20eq%20" + app)
            .value()
            .size() == 1);
  const std::string id = made.json.at("id").get<std::string>();
  CHECK(graph.act("DELETE", assigned + "/" + id).status == 204);
  CHECK(graph.act("DELETE", assigned + "/" + id).status == 404);
  CHECK(graph.get(assigned).value().empty());
}

TEST_CASE("Assignments that make no sense are refused")
{
  GraphFixture graph;
  const std::string app = graph.instantiate("App");
  const std::string other = graph.instantiate("Other");
  const std::string assigned = "/servicePrincipals/" + app + "/appRoleAssignedTo";
  const std::string ada = graph.user_id("ada.lovelace");
  CHECK(graph.send("POST", assigned, assignment(app, graph.group_id("Marketing"))).status == 400);
  CHECK(graph.send("POST", assigned, assignment(other, ada)).message() ==
        "Not a valid reference update.");
  CHECK(graph.send("POST", assigned, assignment(app, "11111111-1111-1111-1111-111111111111"))
            .status == 404);
  for (const char* name : {"principalId", "resourceId", "appRoleId"}) {
    Json body = assignment(app, ada);
    body[name] = "x";
    CHECK(graph.send("POST", assigned, body).status == 400);
    body.erase(name);
    CHECK(graph.send("POST", assigned, body).status == 400);
  }
  Json default_access = assignment(app, ada);
  default_access["appRoleId"] = "00000000-0000-0000-0000-000000000000";
  CHECK(graph.send("POST", assigned, default_access).status == 400);
}

TEST_CASE("A deleted user's assignment waits in the recycle bin")
{
  GraphFixture graph;
  const std::string app = graph.instantiate("App");
  const std::string assigned = "/servicePrincipals/" + app + "/appRoleAssignedTo";
  const std::string john = graph.user_id("john.backus");
  graph.send("POST", assigned, assignment(app, john));
  graph.act("DELETE", "/users/" + john);
  CHECK(graph.get(assigned).value().empty());
  graph.act("POST", "/directory/deletedItems/" + john + "/restore");
  CHECK(graph.get(assigned).value().size() == 1);
}

TEST_CASE("A service principal is changed, owned and deleted with its application")
{
  GraphFixture graph;
  const std::string target = "/servicePrincipals/" + graph.instantiate("App");
  CHECK(graph.send("PATCH", target, {{"notes", "made by lpaz"}}).status == 204);
  CHECK(graph.get(target + "?$select=notes").json.at("notes") == "made by lpaz");
  CHECK(graph.send("PATCH", target, {{"shoeSize", 1}}).status == 400);
  CHECK(graph.get(target + "/owners").value().size() == 1);
  const Json ada = {{"@odata.id", "http://x/directoryObjects/" + graph.user_id("ada.lovelace")}};
  CHECK(graph.send("POST", target + "/owners/$ref", ada).status == 204);
  CHECK(graph.send("POST", target + "/owners/$ref", ada).status == 400);
  const auto app = graph.get("/applications?$filter=displayName%20eq%20'App'");
  CHECK(graph.act("DELETE", "/applications/" + app.value()[0].at("id").get<std::string>()).status ==
        204);
  CHECK(graph.get(target).status == 404);
}
