#include "support/fake_graph.hpp"

#include "lpaz/admin/people/directory_roles.hpp"
#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::DirectoryRoles;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_ga(graph::k_global_administrator);
const std::string k_assignments = "GET /roleManagement/directory/roleAssignments";
const std::string k_eligibilities =
    "GET /roleManagement/directory/roleEligibilityScheduleInstances";
const std::string k_definitions = "GET /roleManagement/directory/roleDefinitions";

json holding(std::string who, std::string role, std::string kind = "user")
{
  json result = {{"principalId", who}, {"roleDefinitionId", std::move(role)}};
  if (!kind.empty()) {
    result["principal"] = {{"@odata.type", "#microsoft.graph." + kind}, {"id", std::move(who)}};
  }
  return result;
}

json role_names()
{
  return test::list_of({{{"id", k_ga}, {"displayName", "Global Administrator"}},
                        {{"id", "r"}, {"displayName", "Global Reader"}}});
}

json refusal_with(std::string code, std::string message)
{
  return {{"error", {{"code", std::move(code)}, {"message", std::move(message)}}}};
}

json member(std::string id)
{
  return {{"@odata.type", "#microsoft.graph.user"}, {"id", std::move(id)}};
}

struct DirectoryRolesFixture : FakeGraphFixture {
  DirectoryRoles roles;

  void read()
  {
    const Status status = roles.take(client, client.send_batch(DirectoryRoles::requests()));
    REQUIRE(status);
  }

  void script(json active, json eligible = json::array())
  {
    graph.on(k_assignments, 200, test::list_of(std::move(active)));
    graph.on(k_eligibilities, 200, test::list_of(std::move(eligible)));
    graph.on(k_definitions, 200, role_names());
  }
};

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("Roles of a whole tenant are read in one request")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("ann", k_ga), holding("bob", "r")}),
           json::array({holding("bob", k_ga)}));
  f.read();
  CHECK(f.graph.http_requests() == 1);
  CHECK(f.roles.known());
  CHECK(f.roles.warnings().empty());
  CHECK(f.roles.roles_of("ann") == Names{"Global Administrator"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator (eligible)", "Global Reader"});
  CHECK(f.roles.roles_of("eve").empty());
}

TEST_CASE("Only active holders count as Global Administrators")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("ann", k_ga)}), json::array({holding("bob", k_ga)}));
  f.read();
  CHECK(f.roles.is_global_administrator("ann"));
  CHECK_FALSE(f.roles.is_global_administrator("bob"));
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann"});
}

TEST_CASE("Nobody can be called role-free before the roles were read")
{
  CHECK_FALSE(DirectoryRoles().known());
}

TEST_CASE("A group that holds a role gives it to all its members")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("g", k_ga, "group"), holding("g", "r", "group")}),
           json::array({holding("h", "r", "group")}));
  f.graph.on("GET /groups/g/transitiveMembers", 200, test::list_of({member("ann"), member("bob")}));
  f.graph.on("GET /groups/h/transitiveMembers", 200, test::list_of({member("cid")}));
  f.read();
  CHECK(f.graph.http_requests() == 2);
  CHECK(f.roles.roles_of("ann") == Names{"Global Administrator", "Global Reader"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator", "Global Reader"});
  CHECK(f.roles.roles_of("cid") == Names{"Global Reader (eligible)"});
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann", "bob"});
}

TEST_CASE("A principal that Graph does not show may be a group, and is looked at")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("g", k_ga, ""), holding("ann", k_ga, "")}));
  f.graph.on(
      "GET /groups/ann/transitiveMembers", 404, refusal_with("Request_ResourceNotFound", "no"));
  f.graph.on("GET /groups/g/transitiveMembers", 200, test::list_of({member("bob")}));
  f.read();
  CHECK(f.roles.known());
  CHECK(f.roles.roles_of("ann") == Names{"Global Administrator"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator"});
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann", "bob"});
}

TEST_CASE("Members of a group that cannot be read make the roles unknown")
{
  for (const int status : {403, 404}) {
    DirectoryRolesFixture f;
    f.script(json::array({holding("g", k_ga, "group")}));
    f.graph.always("GET /groups/g/transitiveMembers", status, refusal_with("x", "no"));
    f.read();
    CHECK_FALSE(f.roles.known());
    REQUIRE(f.roles.warnings().size() == 1);
    CHECK(f.roles.warnings()[0].find("members of the group g") != std::string::npos);
  }
}

TEST_CASE("A service in trouble says nothing about roles: the run ends, and no override helps")
{
  for (const std::string& trouble : {k_assignments, k_eligibilities, k_definitions}) {
    DirectoryRolesFixture f;
    for (const std::string& call : {k_assignments, k_eligibilities, k_definitions}) {
      f.graph.on(call, call == trouble ? 500 : 200, test::list_of(json::array()));
    }
    const Status taken = f.roles.take(f.client, f.client.send_batch(DirectoryRoles::requests()));
    REQUIRE_FALSE(taken);
    CHECK(taken.error().kind == ErrorKind::unavailable);
  }
  DirectoryRolesFixture g;
  g.script(json::array({holding("g", k_ga, "group")}));
  g.graph.on("GET /groups/g/transitiveMembers", 500, refusal_with("x", "no"));
  CHECK_FALSE(g.roles.take(g.client, g.client.send_batch(DirectoryRoles::requests())));
}

TEST_CASE("Active roles that are refused are unknown, not empty")
{
  DirectoryRolesFixture f;
  f.graph.on(
      k_assignments, 403, refusal_with("Authorization_RequestDenied", "Insufficient privileges"));
  f.graph.on(k_eligibilities, 200, test::list_of(json::array()));
  f.graph.on(k_definitions, 200, role_names());
  f.read();
  CHECK_FALSE(f.roles.known());
  CHECK(f.roles.warnings() ==
        Names{"the directory roles could not be read: Insufficient privileges"});
}

TEST_CASE("Eligible roles that are refused are a warning")
{
  DirectoryRolesFixture f;
  f.graph.on(k_assignments, 200, test::list_of(json::array()));
  f.graph.on(k_eligibilities, 403, refusal_with("Authorization_RequestDenied", "no"));
  f.graph.on(k_definitions, 200, role_names());
  f.read();
  CHECK(f.roles.known());
  CHECK(f.roles.warnings() == Names{"who is eligible for a directory role could not be read: no"});
}

TEST_CASE("A tenant without the licence for eligible roles has none: no warning")
{
  for (const json& body :
       {refusal_with("AadPremiumLicenseRequired", "The tenant needs Microsoft Entra ID P2"),
        refusal_with("BadRequest", "The tenant needs to have Microsoft Entra ID P2 license.")}) {
    DirectoryRolesFixture f;
    f.graph.on(k_assignments, 200, test::list_of(json::array()));
    f.graph.on(k_eligibilities, 400, body);
    f.graph.on(k_definitions, 200, role_names());
    f.read();
    CHECK(f.roles.known());
    CHECK(f.roles.warnings().empty());
  }
}

TEST_CASE("Roles whose names cannot be read are shown by their ids")
{
  DirectoryRolesFixture f;
  f.graph.on(k_assignments, 200, test::list_of({holding("ann", "r")}));
  f.graph.on(k_eligibilities, 200, test::list_of(json::array()));
  f.graph.on(k_definitions, 403, refusal_with("x", "no"));
  f.read();
  CHECK(f.roles.known());
  CHECK(f.roles.roles_of("ann") == Names{"r"});
}

TEST_CASE("Role assignments of several pages are read to their end")
{
  DirectoryRolesFixture f;
  json first = test::list_of({holding("ann", "r")});
  first["@odata.nextLink"] =
      "https://graph.example/v1.0/roleManagement/directory/roleAssignments?$skiptoken=x";
  f.graph.on(k_assignments + "?$expand", 200, first);
  f.graph.on(k_assignments + "?$skiptoken=x", 200, test::list_of({holding("bob", k_ga)}));
  f.graph.on(k_eligibilities, 200, test::list_of(json::array()));
  f.graph.on(k_definitions, 200, role_names());
  f.read();
  CHECK(f.roles.is_global_administrator("bob"));
}

TEST_CASE("A holding without a principal is nobody's")
{
  DirectoryRolesFixture f;
  f.script(json::array({json::object(), {{"roleDefinitionId", k_ga}}, holding("ann", k_ga)}));
  f.read();
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann"});
}

TEST_CASE("An app is no Global Administrator who could open the tenant again")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("app", k_ga, "servicePrincipal"), holding("ann", k_ga)}));
  f.read();
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann"});
}

TEST_CASE("A Global Administrator who is blocked already is not left to open the tenant again")
{
  DirectoryRolesFixture f;
  json blocked = holding("bob", k_ga);
  blocked["principal"]["accountEnabled"] = false;
  json enabled = holding("cid", k_ga);
  enabled["principal"]["accountEnabled"] = true;
  f.script(json::array({holding("ann", k_ga), blocked, enabled, holding("g", k_ga, "group")}));
  json blocked_member = member("dan");
  blocked_member["accountEnabled"] = false;
  f.graph.on(
      "GET /groups/g/transitiveMembers", 200, test::list_of({blocked_member, member("eve")}));
  f.read();
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann", "cid", "eve"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator"});
  CHECK(f.roles.roles_of("dan") == Names{"Global Administrator"});
}

TEST_CASE("Groups and apps inside a group that holds a role are no administrators")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("g", k_ga, "group")}));
  f.graph.on("GET /groups/g/transitiveMembers",
             200,
             test::list_of({{{"@odata.type", "#microsoft.graph.group"}, {"id", "inner"}},
                            {{"@odata.type", "#microsoft.graph.servicePrincipal"}, {"id", "app"}},
                            member("ann")}));
  f.read();
  CHECK(f.roles.global_administrators() == std::set<std::string>{"ann"});
}
