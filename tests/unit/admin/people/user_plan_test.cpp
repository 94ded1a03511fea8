#include "support/fake_graph.hpp"
#include "support/fake_log.hpp"

#include "lpaz/admin/people/user_plan.hpp"
#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace lpaz;
using admin::Rail;
using admin::RailSet;
using admin::UserChange;
using admin::UserPlanOptions;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_ann = "dddddddd-0000-4000-8000-000000000001";
const std::string k_bob = "dddddddd-0000-4000-8000-000000000002";
const std::string k_list_assignments = "GET /roleManagement/directory/roleAssignments";
const std::string k_list_eligibilities =
    "GET /roleManagement/directory/roleEligibilityScheduleInstances";
const std::string k_list_definitions = "GET /roleManagement/directory/roleDefinitions";

json person(const std::string& id, const std::string& name, json enabled = true)
{
  return {{"id", id}, {"userPrincipalName", name}, {"accountEnabled", std::move(enabled)}};
}

json administrator(const std::string& id)
{
  return {{"principalId", id},
          {"roleDefinitionId", std::string(graph::k_global_administrator)},
          {"directoryScopeId", "/"},
          {"principal", {{"@odata.type", "#microsoft.graph.user"}, {"id", id}}}};
}

std::vector<std::string> user_steps(const admin::UserPlan& plan, std::size_t index)
{
  std::vector<std::string> names;
  for (const bulk::Step& step : plan.writes.changes.at(index).steps) {
    names.push_back(step.name);
  }
  return names;
}

struct Fixture : FakeGraphFixture {
  test::FakeLog log;
  UserChange change;
  UserPlanOptions options;

  Fixture(UserChange wanted, std::vector<std::string> names) : change(wanted)
  {
    options.names = std::move(names);
    options.rails = admin::k_sign_in_rails;
    if (change == UserChange::unblock) {
      options.rails = {Rail::synced_user, Rail::max_users};
    }
  }

  void script_roles(json active = json::array(), int eligible_status = 200)
  {
    graph.on(k_list_assignments, 200, test::list_of(std::move(active)));
    graph.on(k_list_eligibilities,
             eligible_status,
             eligible_status == 200 ? test::list_of(json::array())
                                    : json{{"error", {{"code", "x"}, {"message", "no"}}}});
    graph.on(k_list_definitions, 200, test::list_of(json::array()));
  }

  Result<admin::UserPlan> plan() { return admin::plan_user_change(client, change, options, log); }
};

} // namespace

TEST_CASE("Blocking is planned as the block before the end of the sessions")
{
  Fixture f(UserChange::block, {"ann@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
  const auto plan = f.plan();
  REQUIRE(plan);
  REQUIRE(plan->writes.changes.size() == 1);
  CHECK_FALSE(plan->writes.changes[0].already);
  CHECK(user_steps(*plan, 0) == std::vector<std::string>{"block", "revoke"});
  CHECK(plan->writes.change_count() == 1);
  CHECK(f.graph.http_requests() == 1);
}

TEST_CASE("Somebody who is blocked already still has the sessions ended, and is no change")
{
  Fixture f(UserChange::block, {"ann@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x", false)}));
  const auto plan = f.plan();
  REQUIRE(plan);
  CHECK(plan->writes.changes[0].already);
  CHECK(user_steps(*plan, 0) == std::vector<std::string>{"revoke"});
  CHECK(plan->writes.change_count() == 0);
}

TEST_CASE("Somebody whose state Graph did not tell is blocked, not taken for blocked")
{
  Fixture f(UserChange::block, {"ann@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x", nullptr)}));
  CHECK(f.plan()->writes.changes[0].steps.size() == 2);
}

TEST_CASE("Unblocking enables the account, reads no roles, and leaves the enabled alone")
{
  Fixture f(UserChange::unblock, {"ann@x", "bob@x"});
  f.graph.on(
      "GET /users", 200, test::list_of({person(k_ann, "ann@x", false), person(k_bob, "bob@x")}));
  const auto plan = f.plan();
  REQUIRE(plan);
  CHECK(user_steps(*plan, 0) == std::vector<std::string>{"unblock"});
  CHECK(plan->writes.changes[1].already);
  CHECK(plan->writes.changes[1].steps.empty());
  CHECK(plan->writes.change_count() == 1);
}

TEST_CASE("Deleting is one step, and whoever is in the recycle bin needs none")
{
  Fixture f(UserChange::remove, {"ann@x", "bob@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of({person(k_bob, "bob@x")}));
  f.graph.on("GET /directory/deletedItems/microsoft.graph.user",
             200,
             test::list_of({person(k_ann, "ann@x")}));
  const auto plan = f.plan();
  REQUIRE(plan);
  REQUIRE(plan->writes.changes.size() == 2);
  CHECK(plan->users[0].id == k_bob);
  CHECK(user_steps(*plan, 0) == std::vector<std::string>{"delete"});
  CHECK(plan->users[1].id == k_ann);
  CHECK(plan->writes.changes[1].already);
  CHECK(plan->writes.changes[1].steps.empty());
  CHECK(plan->writes.change_count() == 1);
}

TEST_CASE(
    "Whoever is named by id and is in the recycle bin needs no deletion, whatever Graph sends")
{
  Fixture f(UserChange::remove, {k_ann});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on("GET /directory/deletedItems/" + k_ann, 200, {{"id", k_ann}});
  const auto plan = f.plan();
  REQUIRE(plan);
  CHECK(plan->users[0].is_deleted());
  CHECK(plan->writes.changes[0].already);
  CHECK(plan->writes.change_count() == 0);
  const auto calls = f.graph.call_texts();
  CHECK(
      calls.back().find("$select=id,userPrincipalName,displayName,mail,accountEnabled,userType,"
                        "onPremisesSyncEnabled,signInSessionsValidFromDateTime,deletedDateTime") !=
      std::string::npos);
}

TEST_CASE(
    "A name that somebody in the recycle bin had stops what takes away, and gives to the living")
{
  for (const auto change : {UserChange::block, UserChange::unblock, UserChange::remove}) {
    Fixture f(change, {"ann@x"});
    if (change != UserChange::unblock) {
      f.script_roles();
    }
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x", false)}));
    f.graph.on("GET /directory/deletedItems/microsoft.graph.user",
               200,
               test::list_of({person(k_bob, "ann@x")}));
    const auto plan = f.plan();
    CHECK(f.graph.http_requests() == 1);
    if (change == UserChange::unblock) {
      REQUIRE(plan);
      CHECK(plan->users[0].id == k_ann);
      CHECK(f.log.warnings().size() == 1);
      continue;
    }
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::usage);
    CHECK(plan.error().hint.find(k_ann) != std::string::npos);
    CHECK(plan.error().hint.find(k_bob) != std::string::npos);
  }
}

TEST_CASE("One unknown name stops the whole run before anything is changed")
{
  for (const auto change : {UserChange::block, UserChange::unblock, UserChange::remove}) {
    Fixture f(change, {"ann@x", "eve@x"});
    if (change != UserChange::unblock) {
      f.script_roles();
    }
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    if (change == UserChange::remove) {
      f.graph.on(
          "GET /directory/deletedItems/microsoft.graph.user", 200, test::list_of(json::array()));
    }
    const auto plan = f.plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::not_found);
    CHECK(plan.error().message == "no user is called \"eve@x\"");
  }
}

TEST_CASE("A name that was deleted several times stops the run as ambiguous")
{
  Fixture f(UserChange::remove, {"ann@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  f.graph.on("GET /directory/deletedItems/microsoft.graph.user",
             200,
             test::list_of({person(k_ann, "ann@x"), person(k_bob, "ann@x")}));
  CHECK(f.plan().error().kind == ErrorKind::usage);
}

TEST_CASE("One refusal stops the whole run, and an override lets it go on")
{
  for (const bool overridden : {false, true}) {
    Fixture f(UserChange::block, {"ann@x", "bob@x"});
    f.script_roles();
    json guest = person(k_bob, "bob@x");
    guest["userType"] = "Guest";
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x"), guest}));
    if (overridden) {
      f.options.rails = f.options.rails.without(Rail::guest);
    }
    const auto plan = f.plan();
    CHECK(plan.has_value() == overridden);
    if (!overridden) {
      CHECK(plan.error().kind == ErrorKind::refused);
    }
  }
}

TEST_CASE("Own account, protected names and the limit reach the rails")
{
  Fixture f(UserChange::block, {"ann@x", "bob@x"});
  f.script_roles();
  f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x"), person(k_bob, "bob@x")}));
  f.graph.on("GET /users", 200, test::list_of({person(k_bob, "bob@x")}));
  f.options.signed_in_object_id = k_ann;
  f.options.protected_names = {"bob@x"};
  f.options.max_users = 1;
  const auto plan = f.plan();
  REQUIRE_FALSE(plan);
  for (const std::string text :
       {"signed in as", "protected account", "2 users are more than the 1"}) {
    CHECK(plan.error().message.find(text) != std::string::npos);
  }
}

TEST_CASE("Roles that cannot be read stop a block; only their own override goes on, with a warning")
{
  const std::vector<RailSet> sets = {
      admin::k_sign_in_rails,
      admin::k_sign_in_rails.without(Rail::directory_role),
      admin::k_sign_in_rails.without(Rail::last_global_administrator),
      admin::k_sign_in_rails.without(Rail::directory_role).without(Rail::last_global_administrator),
      admin::k_sign_in_rails.without(Rail::unknown_roles)};
  for (const std::string& refused : {k_list_assignments, k_list_eligibilities}) {
    for (std::size_t i = 0; i < sets.size(); ++i) {
      Fixture f(UserChange::block, {"ann@x"});
      f.graph.on(refused, 403, {{"error", {{"code", "x"}, {"message", "no right"}}}});
      for (const std::string& list :
           {k_list_assignments, k_list_eligibilities, k_list_definitions}) {
        f.graph.always(list, 200, test::list_of(json::array()));
      }
      f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
      f.options.rails = sets[i];
      const auto plan = f.plan();
      const bool goes_on = i + 1 == sets.size();
      CHECK(plan.has_value() == goes_on);
      CHECK(f.log.warnings().size() == (goes_on ? 1 : 0));
      if (!goes_on) {
        CHECK(plan.error().kind == ErrorKind::permission);
        CHECK(plan.error().hint.find(refused == k_list_assignments
                                         ? "RoleManagement.Read.Directory"
                                         : "RoleEligibilitySchedule.Read.Directory") !=
              std::string::npos);
      }
    }
  }
}

TEST_CASE("A protected user who is nobody stops the run; one in the recycle bin is protected")
{
  for (const bool is_there : {false, true}) {
    Fixture f(UserChange::block, {"ann@x"});
    f.script_roles();
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    f.graph.on("GET /users", 200, test::list_of(json::array()));
    f.graph.on(
        "GET /directory/deletedItems/microsoft.graph.user", 200, test::list_of(json::array()));
    f.graph.on("GET /directory/deletedItems/microsoft.graph.user",
               200,
               is_there ? test::list_of({person(k_bob, "glass@x")}) : test::list_of(json::array()));
    f.options.protected_names = {"glass@x"};
    const auto plan = f.plan();
    CHECK(f.graph.http_requests() == 1);
    CHECK(plan.has_value() == is_there);
    if (!is_there) {
      CHECK(plan.error().kind == ErrorKind::usage);
      CHECK(plan.error().message ==
            "protectedUsers of the configuration names nobody of this tenant: \"glass@x\"");
    }
  }
}

TEST_CASE("Who of the Global Administrators can sign in is read only if one is among the people")
{
  for (const bool is_administrator : {false, true}) {
    Fixture f(UserChange::block, {"ann@x"});
    f.options.rails = f.options.rails.without(Rail::directory_role);
    f.script_roles(json::array({administrator(is_administrator ? k_ann : k_bob)}));
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    if (is_administrator) {
      f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    }
    const auto plan = f.plan();
    CHECK(plan.has_value() == !is_administrator);
    CHECK(f.graph.http_requests() == (is_administrator ? 2 : 1));
  }
}

TEST_CASE("A plan names its Global Administrators, so that somebody looks again before the write")
{
  for (const bool overridden : {false, true}) {
    Fixture f(UserChange::block, {"ann@x"});
    f.options.rails = f.options.rails.without(Rail::directory_role);
    if (overridden) {
      f.options.rails = f.options.rails.without(Rail::last_global_administrator);
    }
    f.script_roles(json::array({administrator(k_ann), administrator(k_bob)}));
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    if (!overridden) {
      f.graph.on(
          "GET /users", 200, test::list_of({person(k_ann, "ann@x"), person(k_bob, "bob@x")}));
    }
    const auto plan = f.plan();
    REQUIRE(plan);
    CHECK(plan->administrators ==
          (overridden ? std::set<std::string>() : std::set<std::string>{k_ann}));
  }
}

TEST_CASE("The look right before the write refuses once the other administrator is gone")
{
  for (const bool bob_is_enabled : {true, false}) {
    Fixture f(UserChange::block, {});
    f.script_roles(json::array({administrator(k_ann), administrator(k_bob)}));
    f.graph.on("GET /users",
               200,
               test::list_of({person(k_ann, "ann@x"), person(k_bob, "bob@x", bob_is_enabled)}));
    graph::User ann;
    ann.id = k_ann;
    const Status safe = admin::check_last_administrator(f.client, {ann});
    CHECK(safe.has_value() == bob_is_enabled);
    if (!safe) {
      CHECK(safe.error().kind == ErrorKind::refused);
    }
  }
}

TEST_CASE("A plan for many people reads 15 names to a part and 20 parts to a request")
{
  std::vector<std::string> names;
  json people = json::array();
  for (int i = 0; i < 300; ++i) {
    names.push_back("u" + std::to_string(i) + "@x");
    people.push_back(person("id-" + std::to_string(i), names.back()));
  }
  Fixture f(UserChange::block, names);
  f.script_roles();
  f.graph.always("GET /users", 200, test::list_of(people));
  const auto plan = f.plan();
  REQUIRE(plan);
  CHECK(plan->writes.changes.size() == 300);
  CHECK(f.graph.batch_sizes() == std::vector<std::size_t>{20, 20, 4});
}

TEST_CASE("A plan for nobody changes nothing")
{
  Fixture f(UserChange::unblock, {});
  const auto plan = f.plan();
  REQUIRE(plan);
  CHECK(plan->writes.changes.empty());
  CHECK(f.graph.http_requests() == 0);
}

TEST_CASE("Roles are read only for the rails that look at them")
{
  for (const Rail rail : {Rail::directory_role, Rail::last_global_administrator}) {
    Fixture f(UserChange::block, {"ann@x"});
    f.options.rails = {rail};
    f.script_roles();
    f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
    CHECK(f.plan());
    CHECK(f.graph.calls().size() == 6);
  }
  Fixture f(UserChange::block, {"ann@x"});
  f.options.rails = admin::k_sign_in_rails.without(Rail::directory_role)
                        .without(Rail::last_global_administrator)
                        .without(Rail::unknown_roles);
  f.graph.on("GET /users", 200, test::list_of({person(k_ann, "ann@x")}));
  CHECK(f.plan());
  CHECK(f.graph.calls().size() == 2);
}

TEST_CASE("Each change of a plan is about the user at its place, under the name for people")
{
  Fixture f(UserChange::unblock, {"ann@x", "bob@x"});
  json ann = person(k_ann, "ann@x", false);
  ann["displayName"] = "Ann Ardent";
  f.graph.on("GET /users", 200, test::list_of({ann, person(k_bob, "bob@x", false)}));
  const auto plan = f.plan();
  REQUIRE(plan);
  REQUIRE(plan->users.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(plan->writes.changes[i].id == plan->users[i].id);
  }
  CHECK(plan->writes.changes[0].name == "ann@x  Ann Ardent");
}
