#include "support/fake_graph.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"
#include "lpaz/bulk/carry_out.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

using Words = std::vector<std::string>;

graph::ServicePrincipal app()
{
  graph::ServicePrincipal app;
  app.id = "sp";
  app.display_name = "LastPass";
  app.app_roles = {{"role-user", "User", true, true}, {"role-other", "Other", true, true}};
  return app;
}

graph::AppRoleAssignment assignment(std::string id, std::string role, std::string who)
{
  return {std::move(id), std::move(role), std::move(who), "", "", ""};
}

graph::User user_to_assign(std::string id)
{
  graph::User user_to_assign;
  user_to_assign.user_principal_name = id + "@x";
  user_to_assign.id = std::move(id);
  return user_to_assign;
}

graph::Group group_with_id(std::string id, bool is_security = true)
{
  graph::Group group_with_id;
  group_with_id.display_name = "The " + id;
  group_with_id.id = std::move(id);
  group_with_id.security_enabled = is_security;
  return group_with_id;
}

Words names_of_steps(const bulk::Change& change)
{
  Words names;
  for (const bulk::Step& step : change.steps) {
    names.push_back(step.name);
  }
  return names;
}

} // namespace

TEST_CASE("All assignments of the app are read, page by page")
{
  FakeGraphFixture f;
  const std::string call = "GET /servicePrincipals/sp/appRoleAssignedTo";
  json first = test::list_of({{{"id", "a1"}, {"principalId", "ann"}, {"appRoleId", "r"}}});
  first["@odata.nextLink"] = "https://graph.example/v1.0/servicePrincipals/sp/"
                             "appRoleAssignedTo?$skiptoken=2";
  f.graph.on(call, 200, first);
  f.graph.on(
      call, 200, test::list_of({{{"id", "a2"}, {"principalId", "bob"}, {"appRoleId", "r"}}}));
  const auto assignments = admin::assignments_of(f.client, app());
  REQUIRE(assignments);
  REQUIRE(assignments->size() == 2);
  CHECK((*assignments)[1].principal_id == "bob");
  FakeGraphFixture g;
  g.graph.on(call, 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  CHECK(admin::assignments_of(g.client, app()).error().kind == ErrorKind::permission);
}

TEST_CASE("People are assigned in the role for users, and those who are assigned stay as they are")
{
  const auto plan = admin::plan_assign_users(app(),
                                             {assignment("a1", "role-other", "bob")},
                                             {user_to_assign("ann"), user_to_assign("bob")});
  REQUIRE(plan);
  REQUIRE(plan->users.size() == 2);
  const auto& changes = plan->writes.changes;
  CHECK(plan->writes.change_count() == 1);
  CHECK(changes[0].id == "ann");
  CHECK(names_of_steps(changes[0]) == Words{"assign"});
  CHECK(changes[0].steps[0].already == ErrorKind::conflict);
  CHECK(changes[0].steps[0].keeps_answer);
  CHECK(json::parse(changes[0].steps[0].request.body) ==
        json{{"principalId", "ann"}, {"resourceId", "sp"}, {"appRoleId", "role-user"}});
  CHECK(changes[1].already);
  CHECK(changes[1].steps.empty());
}

TEST_CASE("An app without one clear role for users is refused for people and groups")
{
  auto unclear = app();
  unclear.app_roles[0].display_name = "Member";
  CHECK(admin::plan_assign_users(unclear, {}, {user_to_assign("ann")}).error().kind ==
        ErrorKind::usage);
  CHECK(admin::plan_assign_groups(unclear, {}, {group_with_id("g")}).error().kind ==
        ErrorKind::usage);
}

TEST_CASE("Every direct assignment is ended, the last one under the plain name")
{
  const auto plan = admin::plan_unassign_users(
      app(),
      {assignment("a1", "r1", "ann"),
       assignment("a2", "r1", "bob"),
       assignment("a3", "r2", "ann"),
       assignment("a4", "r1", "group")},
      {user_to_assign("ann"), user_to_assign("bob"), user_to_assign("cid")});
  const auto& changes = plan.writes.changes;
  REQUIRE(changes.size() == 3);
  CHECK(names_of_steps(changes[0]) == Words{"unassign r1", "unassign"});
  CHECK(names_of_steps(changes[1]) == Words{"unassign"});
  CHECK(changes[2].already);
  CHECK(changes[2].steps.empty());
  CHECK(plan.writes.change_count() == 2);
  CHECK(bulk::request_lines(plan.writes) ==
        Words{"DELETE /servicePrincipals/sp/appRoleAssignedTo/a1",
              "DELETE /servicePrincipals/sp/appRoleAssignedTo/a3",
              "DELETE /servicePrincipals/sp/appRoleAssignedTo/a2"});
  for (const bulk::Step& step : changes[0].steps) {
    CHECK(step.already == ErrorKind::not_found);
  }
}

TEST_CASE("A hundred people with two roles each are as few kinds of steps as one of them")
{
  admin::Assignments assignments;
  std::vector<graph::User> users;
  FakeGraphFixture f;
  for (int i = 0; i < 100; ++i) {
    users.push_back(user_to_assign(fmt::format("user-{}", i)));
    for (const char* role : {"r1", "r2"}) {
      const std::string id = fmt::format("{}-{}", role, i);
      assignments.push_back(assignment(id, role, users.back().id));
      f.graph.on("DELETE /servicePrincipals/sp/appRoleAssignedTo/" + id, 204);
    }
  }
  const auto plan = admin::plan_unassign_users(app(), assignments, users);
  auto journal = bulk::Journal::in_memory(f.clock);
  for (const auto& outcome : bulk::carry_out(plan.writes, journal, f.client)) {
    CHECK(outcome.status);
    CHECK(outcome.steps_done == 2);
  }
  CHECK(journal.has_done("unassign r1", "user-99"));
  CHECK(journal.has_done("unassign", "user-99"));
}

TEST_CASE("Only security groups are assigned, and one that is none stops the run")
{
  const auto plan = admin::plan_assign_groups(
      app(), {assignment("a1", "role-user", "g2")}, {group_with_id("g1"), group_with_id("g2")});
  REQUIRE(plan);
  REQUIRE(plan->groups.size() == 2);
  CHECK(plan->writes.changes[0].name == "The g1");
  CHECK(names_of_steps(plan->writes.changes[0]) == Words{"assign"});
  CHECK(plan->writes.changes[1].already);
  const auto refused =
      admin::plan_assign_groups(app(), {}, {group_with_id("g1"), group_with_id("g2", false)});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::refused);
  CHECK(refused.error().message.find("\"The g2\" is not a security group") == 0);
}

TEST_CASE("Groups are unassigned from all their roles; one that has none is so already")
{
  const auto plan = admin::plan_unassign_groups(
      app(),
      {assignment("a1", "r1", "g1"), assignment("a2", "r2", "g1"), assignment("a3", "r1", "g9")},
      {group_with_id("g1"), group_with_id("g2", false)});
  CHECK(plan.groups.size() == 2);
  CHECK(names_of_steps(plan.writes.changes[0]) == Words{"unassign r1", "unassign"});
  CHECK(plan.writes.changes[1].already);
}

TEST_CASE("The members of several groups count once against the limit; only people do")
{
  const auto member = [](const std::string& kind, const std::string& id) {
    return json{{"@odata.type", "#microsoft.graph." + kind}, {"id", id}};
  };
  for (const std::size_t limit : {2, 3}) {
    FakeGraphFixture f;
    f.graph.on(
        "GET /groups/g1/members",
        200,
        test::list_of({member("user", "ann"), member("user", "bob"), member("device", "d")}));
    f.graph.on("GET /groups/g2/members",
               200,
               test::list_of({member("user", "bob"), member("user", "cid")}));
    const Status checked =
        admin::check_member_count(f.client, {group_with_id("g1"), group_with_id("g2")}, limit);
    CHECK(checked.has_value() == (limit == 3));
    if (!checked) {
      CHECK(checked.error().kind == ErrorKind::refused);
      CHECK(checked.error().message.find("3 users are more than the 2") != std::string::npos);
      CHECK(checked.error().hint.find("--max-users") != std::string::npos);
    }
  }
  FakeGraphFixture f;
  CHECK(admin::check_member_count(f.client, {group_with_id("g1")}, 0));
  CHECK(f.graph.http_requests() == 0);
  f.graph.on("GET /groups/g1/members", 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  CHECK(admin::check_member_count(f.client, {group_with_id("g1")}, 5).error().kind ==
        ErrorKind::permission);
}

TEST_CASE("A group whose members somebody else decides cannot be edited")
{
  CHECK(admin::check_editable(group_with_id("g")));
  auto dynamic = group_with_id("g");
  dynamic.is_dynamic = true;
  CHECK(admin::check_editable(dynamic).error().kind == ErrorKind::refused);
  auto synced = group_with_id("g");
  synced.on_premises_sync_enabled = true;
  CHECK(admin::check_editable(synced).error().kind == ErrorKind::refused);
}

TEST_CASE("Members are added and removed one by one; the service says who was already so")
{
  FakeGraphFixture f;
  const auto added = admin::plan_members(
      f.client, admin::MemberChange::add, "g", {user_to_assign("ann"), user_to_assign("bob")});
  REQUIRE(added.writes.changes.size() == 2);
  CHECK(added.writes.change_count() == 2);
  const bulk::Step& add = added.writes.changes[1].steps.at(0);
  CHECK(add.name == "add");
  CHECK(add.already == ErrorKind::conflict);
  CHECK(add.request.path == "/groups/g/members/$ref");
  CHECK(json::parse(add.request.body) ==
        json{{"@odata.id", "https://graph.example/v1.0/directoryObjects/bob"}});

  const auto removed =
      admin::plan_members(f.client, admin::MemberChange::remove, "g", {user_to_assign("ann")});
  const bulk::Step& remove = removed.writes.changes[0].steps.at(0);
  CHECK(remove.name == "remove");
  CHECK(remove.already == ErrorKind::not_found);
  CHECK(bulk::request_lines(removed.writes) == Words{"DELETE /groups/g/members/ann/$ref"});
}

TEST_CASE("The members of groups are people, each once, with what guard-rails look at")
{
  FakeGraphFixture f;
  const auto member = [](const std::string& kind, const std::string& id) {
    return json{
        {"@odata.type", "#microsoft.graph." + kind}, {"id", id}, {"onPremisesSyncEnabled", true}};
  };
  f.graph.on(
      "GET /groups/g1/members", 200, test::list_of({member("user", "ann"), member("device", "d")}));
  f.graph.on(
      "GET /groups/g2/members", 200, test::list_of({member("user", "ann"), member("user", "bob")}));
  const auto members = admin::members_of(f.client, {group_with_id("g1"), group_with_id("g2")});
  REQUIRE(members);
  REQUIRE(members->size() == 2);
  CHECK((*members)[0].on_premises_sync_enabled);
  CHECK(f.graph.http_requests() == 1);
}
