#include "support/fake_graph.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

json assignment_to(const std::string& id, const std::string& type, const std::string& name)
{
  return {{"id", "a-" + id},
          {"principalId", id},
          {"principalType", type},
          {"principalDisplayName", name}};
}

std::vector<graph::User> people(const std::vector<std::string>& ids)
{
  std::vector<graph::User> users;
  for (const std::string& id : ids) {
    users.push_back({});
    users.back().id = id;
  }
  return users;
}

constexpr const char* k_app_assignments = "GET /servicePrincipals/sp/appRoleAssignedTo";

} // namespace

TEST_CASE("People are in scope by themselves, through groups they are direct members of, or not")
{
  FakeGraphFixture f;
  f.graph.on(k_app_assignments,
             200,
             test::list_of({assignment_to("ann", "User", "Ann"),
                            assignment_to("g1", "Group", "Sales"),
                            assignment_to("g2", "Group", "Staff")}));
  f.graph.on("GET /users/ann/memberOf", 200, test::list_of(json::array()));
  f.graph.on("GET /users/bob/memberOf",
             200,
             test::list_of({{{"id", "g1"}}, {{"id", "g9"}}, {{"id", "g2"}}}));
  f.graph.on("GET /users/cid/memberOf", 200, test::list_of({{{"id", "g9"}}}));
  const auto scopes = admin::scope_of_users(f.client, "sp", people({"ann", "bob", "cid"}));
  REQUIRE(scopes);
  REQUIRE(scopes->size() == 3);
  CHECK((*scopes)[0].is_direct);
  CHECK((*scopes)[0].groups.empty());
  CHECK((*scopes)[0].in_scope());
  CHECK_FALSE((*scopes)[1].is_direct);
  CHECK((*scopes)[1].groups == std::vector<std::string>{"Sales", "Staff"});
  CHECK((*scopes)[1].in_scope());
  CHECK_FALSE((*scopes)[2].in_scope());
  CHECK(f.graph.http_requests() == 2);
}

TEST_CASE("45 people cost one request for the assignments and three for their groups")
{
  FakeGraphFixture f;
  f.graph.on(k_app_assignments, 200, test::list_of(json::array()));
  std::vector<std::string> ids;
  for (int i = 0; i < 45; ++i) {
    ids.push_back(std::to_string(i));
    f.graph.on("GET /users/" + ids.back() + "/memberOf", 200, test::list_of(json::array()));
  }
  const auto scopes = admin::scope_of_users(f.client, "sp", people(ids));
  REQUIRE(scopes);
  CHECK(scopes->size() == 45);
  CHECK(f.graph.http_requests() == 4);
}

TEST_CASE("Nobody is called out of scope when the assignments or groups cannot be read")
{
  FakeGraphFixture f;
  f.graph.on(k_app_assignments, 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  CHECK(admin::scope_of_users(f.client, "sp", people({"ann"})).error().kind ==
        ErrorKind::permission);
  FakeGraphFixture g;
  g.graph.on(k_app_assignments, 200, test::list_of(json::array()));
  g.graph.on("GET /users/ann/memberOf", 200, test::list_of(json::array()));
  g.graph.on("GET /users/bob/memberOf", 500, {{"error", {{"code", "x"}, {"message", "no"}}}});
  CHECK_FALSE(admin::scope_of_users(g.client, "sp", people({"ann", "bob"})));
}

TEST_CASE("Whoever is in scope through nothing else loses LastPass, and is stranded")
{
  auto users = people({"only", "also", "direct", "outside", "blocked"});
  users[4].account_enabled = false;
  const std::vector<admin::AssignmentScope> scopes = {{false, {"Sales"}, {"g1"}},
                                                      {false, {"Sales", "Staff"}, {"g1", "g2"}},
                                                      {true, {"Sales"}, {"g1"}},
                                                      {},
                                                      {false, {"Sales"}, {"g1"}}};
  const auto of_group = admin::scope_loss(users, scopes, {false, {"g1"}});
  CHECK(of_group.disabled == 1);
  CHECK(of_group.stranded == 2);
  const auto of_both = admin::scope_loss(users, scopes, {true, {"g1", "g2"}});
  CHECK(of_both.disabled == 3);
  CHECK(of_both.stranded == 4);
  CHECK(admin::scope_loss(users, scopes, {true, {}}).stranded == 0);
  CHECK(describe(of_group).starts_with("LastPass disables 1 account with the next cycle, in scope "
                                       "through nothing else; 2 accounts are stranded"));
  CHECK(describe(admin::ScopeLoss{}) == "Nobody loses LastPass by it.");
}
