#include "support/fake_graph.hpp"

#include "lpaz/admin/people/directory_roles.hpp"
#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <map>
#include <set>
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
  json result = {
      {"principalId", who}, {"roleDefinitionId", std::move(role)}, {"directoryScopeId", "/"}};
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
  return {
      {"@odata.type", "#microsoft.graph.user"}, {"id", std::move(id)}, {"accountEnabled", true}};
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

  // A group that can hold roles: its members, and nobody owns it or is eligible for it.
  void script_group(const std::string& id, json members)
  {
    graph.on("GET /groups/" + id + "/transitiveMembers", 200, test::list_of(std::move(members)));
    graph.always("GET /groups/" + id + "/owners", 200, test::list_of(json::array()));
    graph.always(group_eligibilities(id), 200, test::list_of(json::array()));
  }
  static std::string group_eligibilities(const std::string& id)
  {
    return "GET /identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter="
           "groupId eq '" +
           id + "'";
  }
  // What is asked once an administrator is among the people.
  void read_states(std::map<std::string, json> enabled)
  {
    json users = json::array();
    for (const auto& [id, state] : enabled) {
      users.push_back({{"id", id}, {"accountEnabled", state}});
    }
    graph.on("GET /users", 200, test::list_of(users));
    REQUIRE(roles.read_states(client));
  }
  std::set<std::string> administrators(std::initializer_list<std::string> candidates) const
  {
    std::set<std::string> found;
    for (const std::string& id : candidates) {
      if (roles.is_global_administrator(id)) {
        found.insert(id);
      }
    }
    return found;
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
}

TEST_CASE("Whether a Global Administrator can sign in is asked for; unknown means that he cannot")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("ann", k_ga), holding("bob", k_ga), holding("cid", k_ga)}));
  f.read();
  CHECK(f.roles.able_administrators().empty());
  f.read_states({{"ann", true}, {"bob", false}, {"eve", true}});
  CHECK(f.roles.able_administrators() == std::set<std::string>{"ann"});
  CHECK(f.graph.calls().back().text.find("id in ('ann','bob','cid')") != std::string::npos);
  CHECK(f.graph.calls().back().text.find("accountEnabled") != std::string::npos);
}

TEST_CASE("States that cannot be read make the roles unknown")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("ann", k_ga)}));
  f.read();
  f.graph.on("GET /users", 403, refusal_with("Authorization_RequestDenied", "no"));
  REQUIRE(f.roles.read_states(f.client));
  CHECK_FALSE(f.roles.known());
  CHECK(f.roles.failure()->kind == ErrorKind::permission);
}

TEST_CASE("A role of an administrative unit counts as a role, and opens no tenant")
{
  DirectoryRolesFixture f;
  json scoped = holding("ann", k_ga);
  scoped["directoryScopeId"] = "/administrativeUnits/1";
  json hidden = holding("bob", k_ga);
  hidden.erase("directoryScopeId");
  f.script(json::array({scoped, hidden}));
  f.read();
  CHECK(f.roles.roles_of("ann") == Names{"Global Administrator"});
  CHECK(f.administrators({"ann", "bob"}).empty());
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
  f.script_group("g", {member("ann"), member("bob")});
  f.script_group("h", json::array({member("cid")}));
  f.read();
  CHECK(f.graph.http_requests() == 2);
  CHECK(f.roles.roles_of("ann") == Names{"Global Administrator", "Global Reader"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator", "Global Reader"});
  CHECK(f.roles.roles_of("cid") == Names{"Global Reader (eligible)"});
  CHECK(f.roles.able_administrators() == std::set<std::string>{"ann", "bob"});
}

TEST_CASE("Members, owners and the eligible of a group that can hold a role count, each once read")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("g", k_ga, "group")}));
  f.graph.on("GET /groups?$select=id,displayName&$filter=isAssignableToRole",
             200,
             test::list_of({{{"id", "g"}, {"displayName", "Admins"}},
                            {{"id", "h"}, {"displayName", "Later"}}}));
  for (const std::string id : {"g", "h"}) {
    f.graph.on("GET /groups/" + id + "/transitiveMembers",
               200,
               test::list_of(json::array({member("member of " + id)})));
    f.graph.on("GET /groups/" + id + "/owners", 200, test::list_of({{{"id", "owner of " + id}}}));
    f.graph.on(DirectoryRolesFixture::group_eligibilities(id),
               200,
               test::list_of({{{"principalId", "eligible for " + id}, {"accessId", "member"}},
                              {{"principalId", "future owner of " + id}, {"accessId", "owner"}}}));
  }
  f.read();
  CHECK(f.graph.http_requests() == 2);
  CHECK(f.roles.known());
  CHECK(f.roles.roles_of("member of g") == Names{"Global Administrator"});
  CHECK(f.roles.roles_of("owner of g") ==
        Names{"Global Administrator (owner of the group Admins)"});
  CHECK(f.roles.roles_of("future owner of g") ==
        Names{"Global Administrator (owner of the group Admins)"});
  CHECK(f.roles.roles_of("eligible for g") == Names{"Global Administrator (eligible)"});
  CHECK(f.roles.roles_of("member of h") == Names{"Later: role-assignable group, member"});
  CHECK(f.roles.roles_of("owner of h") == Names{"Later: role-assignable group, owner"});
  CHECK(f.roles.roles_of("eligible for h") ==
        Names{"Later: role-assignable group, eligible for it"});
  CHECK(f.administrators({"member of g", "owner of g", "eligible for g"}) ==
        std::set<std::string>{"member of g"});
}

TEST_CASE("Every role read that is refused makes the roles unknown; the licence answer does not")
{
  const std::vector<std::string> reads = {
      k_assignments,
      k_eligibilities,
      k_definitions,
      "GET /groups?$select=id,displayName&$filter=isAssignableToRole",
      "GET /groups/g/transitiveMembers",
      "GET /groups/g/owners",
      DirectoryRolesFixture::group_eligibilities("g")};
  for (const std::string& refused : reads) {
    for (const std::string code : {"Authorization_RequestDenied", "AadPremiumLicenseRequired"}) {
      CAPTURE(refused);
      CAPTURE(code);
      DirectoryRolesFixture f;
      f.graph.on(refused, 403, refusal_with(code, "no"));
      f.graph.always(k_assignments, 200, test::list_of({holding("g", k_ga, "group")}));
      for (const std::string& read : reads) {
        f.graph.always(read, 200, test::list_of(json::array()));
      }
      f.read();
      const bool is_pim = refused == k_eligibilities || refused == reads.back();
      CHECK(f.roles.known() == (is_pim && code == "AadPremiumLicenseRequired"));
      if (!f.roles.known()) {
        CHECK(f.roles.failure()->kind == ErrorKind::permission);
        CHECK(f.roles.failure()->hint.find("permission ") != std::string::npos);
        CHECK(f.roles.failure()->hint.find("--ignore-unknown-roles") != std::string::npos);
      }
    }
  }
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
  CHECK(f.administrators({"ann", "bob", "g"}) == std::set<std::string>{"ann", "bob"});
}

TEST_CASE("Members of a group that cannot be read make the roles unknown")
{
  for (const int status : {403, 404}) {
    DirectoryRolesFixture f;
    f.script(json::array({holding("g", k_ga, "group")}));
    f.graph.on("GET /groups/g/transitiveMembers", status, refusal_with("x", "no"));
    f.graph.always("GET /groups/g/owners", 200, test::list_of(json::array()));
    f.graph.always(
        DirectoryRolesFixture::group_eligibilities("g"), 200, test::list_of(json::array()));
    f.read();
    CHECK_FALSE(f.roles.known());
    CHECK(f.roles.failure()->kind ==
          (status == 403 ? ErrorKind::permission : ErrorKind::unavailable));
    REQUIRE(f.roles.warnings().size() == 1);
    CHECK(f.roles.warnings()[0].find("who is a member of g") != std::string::npos);
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
  g.graph.always("GET /groups/g/owners", 200, test::list_of(json::array()));
  g.graph.always(
      DirectoryRolesFixture::group_eligibilities("g"), 200, test::list_of(json::array()));
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
        Names{"who holds a directory role could not be read: Insufficient privileges"});
}

TEST_CASE("A tenant without the licence for eligible roles has none: no warning")
{
  for (const int status : {400, 403}) {
    DirectoryRolesFixture f;
    f.graph.on(k_assignments, 200, test::list_of(json::array()));
    f.graph.on(k_eligibilities,
               status,
               refusal_with("AadPremiumLicenseRequired", "The tenant needs Microsoft Entra ID P2"));
    f.graph.on(k_definitions, 200, role_names());
    f.read();
    CHECK(f.roles.known());
    CHECK(f.roles.warnings().empty());
  }
}

TEST_CASE("An answer that only speaks of a license is not that answer")
{
  DirectoryRolesFixture f;
  f.graph.on(k_assignments, 200, test::list_of(json::array()));
  f.graph.on(k_eligibilities, 400, refusal_with("BadRequest", "needs a license of some kind"));
  f.graph.on(k_definitions, 200, role_names());
  f.read();
  CHECK_FALSE(f.roles.known());
  CHECK(f.roles.failure()->kind == ErrorKind::unavailable);
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
  CHECK(f.administrators({"ann", ""}) == std::set<std::string>{"ann"});
}

TEST_CASE("An app is no Global Administrator who could open the tenant again")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("app", k_ga, "servicePrincipal"), holding("ann", k_ga)}));
  f.read();
  CHECK(f.administrators({"ann", "app"}) == std::set<std::string>{"ann"});
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
  f.script_group("g", {blocked_member, member("eve")});
  f.read();
  CHECK(f.roles.able_administrators() == std::set<std::string>{"cid", "eve"});
  CHECK(f.roles.roles_of("bob") == Names{"Global Administrator"});
  CHECK(f.roles.roles_of("dan") == Names{"Global Administrator"});
}

TEST_CASE("Groups and apps inside a group that holds a role are no administrators")
{
  DirectoryRolesFixture f;
  f.script(json::array({holding("g", k_ga, "group")}));
  f.script_group("g",
                 {{{"@odata.type", "#microsoft.graph.group"}, {"id", "inner"}},
                  {{"@odata.type", "#microsoft.graph.servicePrincipal"}, {"id", "app"}},
                  member("ann")});
  f.read();
  CHECK(f.roles.able_administrators() == std::set<std::string>{"ann"});
}
