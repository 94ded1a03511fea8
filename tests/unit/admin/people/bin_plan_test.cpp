#include "support/fake_graph.hpp"
#include "support/fake_log.hpp"

#include "lpaz/admin/people/bin_plan.hpp"

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_deleted_ann = "dddddddd-0000-4000-8000-000000000001";
const std::string k_deleted_bob = "dddddddd-0000-4000-8000-000000000002";
const std::string k_deleted_users = "GET /directory/deletedItems/microsoft.graph.user";

// As it lies in the bin: with the id before the name.
json deleted_user(const std::string& id, const std::string& name)
{
  std::string prefix = id;
  std::erase(prefix, '-');
  return {{"id", id},
          {"userPrincipalName", prefix + name},
          {"deletedDateTime", "2026-01-01T00:00:00Z"}};
}

json present(const std::string& id, const std::string& name)
{
  return {{"id", id}, {"userPrincipalName", name}, {"accountEnabled", true}};
}

json missing()
{
  return {{"error", {{"code", "Request_ResourceNotFound"}, {"message", "not found"}}}};
}

std::vector<std::string> ids_of(const admin::UserPlan& plan)
{
  std::vector<std::string> ids;
  for (const bulk::Change& change : plan.writes.changes) {
    ids.push_back(change.id);
  }
  return ids;
}

std::vector<std::string> bin_steps(const admin::UserPlan& plan, std::size_t index)
{
  std::vector<std::string> names;
  for (const bulk::Step& step : plan.writes.changes.at(index).steps) {
    names.push_back(step.name);
  }
  return names;
}

struct Purge : FakeGraphFixture {
  admin::UserPlanOptions options;
  test::FakeLog log;
  explicit Purge(std::vector<std::string> names)
  {
    // Nobody living has the names.
    graph.always("GET /users", 200, test::list_of(json::array()));
    options.names = std::move(names);
    options.rails = admin::RailSet::all();
  }
  Result<admin::UserPlan> plan(admin::Missing missing = admin::Missing::unknown)
  {
    return admin::plan_purge(client, options, missing, log);
  }
};

Result<admin::UserPlan>
plan_restore(FakeGraphFixture& f, std::vector<std::string> names, std::size_t max_users = 0)
{
  admin::UserPlanOptions options;
  options.names = std::move(names);
  options.rails = {admin::Rail::max_users};
  options.max_users = max_users;
  test::FakeLog log;
  f.graph.always("GET /users", 200, test::list_of(json::array()));
  return admin::plan_restore(f.client, options, log);
}

} // namespace

TEST_CASE("Whoever is in the recycle bin is restored, found by name or id")
{
  FakeGraphFixture f;
  f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  f.graph.on(
      "GET /directory/deletedItems/" + k_deleted_bob, 200, deleted_user(k_deleted_bob, "bob@x"));
  const auto plan = plan_restore(f, {"ann@x", k_deleted_bob});
  REQUIRE(plan);
  CHECK(ids_of(*plan) == std::vector{k_deleted_ann, k_deleted_bob});
  CHECK(bin_steps(*plan, 0) == std::vector<std::string>{"restore"});
  CHECK(plan->writes.change_count() == 2);
  CHECK(f.graph.http_requests() == 1);
}

TEST_CASE("Somebody named in two ways is restored once")
{
  FakeGraphFixture f;
  f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  f.graph.on(
      "GET /directory/deletedItems/" + k_deleted_ann, 200, deleted_user(k_deleted_ann, "ann@x"));
  CHECK(ids_of(*plan_restore(f, {"ann@x", k_deleted_ann})) == std::vector{k_deleted_ann});
}

TEST_CASE("Whoever is not deleted is restored already")
{
  FakeGraphFixture f;
  f.graph.on(k_deleted_users, 200, test::list_of(json::array()));
  f.graph.on("GET /users", 200, test::list_of({present(k_deleted_ann, "ann@x")}));
  const auto plan = plan_restore(f, {"ann@x"});
  REQUIRE(plan);
  CHECK(plan->writes.changes[0].already);
  CHECK(plan->writes.changes[0].steps.empty());
  CHECK(plan->writes.change_count() == 0);
}

TEST_CASE("Somebody who is nowhere stops a restoration and a purge")
{
  FakeGraphFixture f;
  f.graph.on(k_deleted_users, 200, test::list_of(json::array()));
  f.graph.on("GET /users", 200, test::list_of(json::array()));
  CHECK(plan_restore(f, {"eve@x"}).error().kind == ErrorKind::not_found);
  Purge g({"eve@x"});
  g.graph.on(k_deleted_users, 200, test::list_of(json::array()));
  g.graph.on("GET /users", 200, test::list_of(json::array()));
  CHECK(g.plan().error().kind == ErrorKind::not_found);
}

TEST_CASE("A name that was deleted several times stops the run as ambiguous")
{
  FakeGraphFixture f;
  f.graph.on(
      k_deleted_users,
      200,
      test::list_of({deleted_user(k_deleted_ann, "ann@x"), deleted_user(k_deleted_bob, "ann@x")}));
  CHECK(plan_restore(f, {"ann@x"}).error().kind == ErrorKind::usage);
}

TEST_CASE("Of the guard-rails a restoration holds the limit, for all who are named")
{
  for (const std::size_t limit : {1, 2}) {
    FakeGraphFixture f;
    f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
    json guest = present(k_deleted_bob, "bob@x");
    guest["userType"] = "Guest";
    f.graph.on("GET /users", 200, test::list_of({guest}));
    const auto plan = plan_restore(f, {"ann@x", "bob@x"}, limit);
    CHECK(plan.has_value() == (limit == 2));
    if (!plan) {
      CHECK(plan.error().kind == ErrorKind::refused);
      CHECK(plan.error().message.find("2 users are more than the 1") != std::string::npos);
    }
  }
}

TEST_CASE("Only who is in the recycle bin is purged")
{
  Purge f({"ann@x", k_deleted_bob});
  f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  f.graph.on("GET /directory/deletedItems/" + k_deleted_bob, 404, missing());
  f.graph.on("GET /users", 200, test::list_of({present(k_deleted_bob, "bob@x")}));
  const auto plan = f.plan();
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == ErrorKind::refused);
  CHECK(plan.error().message == "bob@x is not deleted; nothing was changed");

  Purge g({"ann@x"});
  g.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  const auto purge = g.plan();
  REQUIRE(purge);
  CHECK(bin_steps(*purge, 0) == std::vector<std::string>{"purge"});
}

TEST_CASE("The guard-rails hold for a purge, by the names that people had")
{
  const auto refuses = [](void (*change)(Purge&), const std::string& text) {
    Purge f({"ann@x", "bob@x"});
    f.graph.on(k_deleted_users,
               200,
               test::list_of(
                   {deleted_user(k_deleted_ann, "ann@x"), deleted_user(k_deleted_bob, "bob@x")}));
    change(f);
    const auto plan = f.plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::refused);
    CHECK(plan.error().message.find(text) != std::string::npos);
  };
  refuses(
      [](Purge& f) {
        f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_bob, "bob@x")}));
        f.options.protected_names = {"bob@x"};
      },
      "protected account");
  refuses([](Purge& f) { f.options.signed_in_object_id = k_deleted_ann; }, "signed in as");
  refuses([](Purge& f) { f.options.max_users = 1; }, "2 users are more than the 1");
}

TEST_CASE("A rail that is left out does not hold for a purge, and roles are not asked for")
{
  Purge f({"ann@x"});
  f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  f.options.protected_names = {"ann@x"};
  f.options.rails = f.options.rails.without(admin::Rail::break_glass);
  CHECK(f.plan());
  CHECK(f.graph.http_requests() == 2); // the second: who has the names now
}

TEST_CASE("A purge by id holds the rail about guests, and about people of Active Directory")
{
  for (const auto& [member, value, text] : std::vector<std::tuple<std::string, json, std::string>>{
           {"userType", "Guest", "is a guest"}, {"onPremisesSyncEnabled", true, "is synced"}}) {
    Purge f({k_deleted_ann});
    json ann = deleted_user(k_deleted_ann, "ann@x");
    ann[member] = value;
    f.graph.on("GET /directory/deletedItems/" + k_deleted_ann + "?$select=", 200, ann);
    const auto plan = f.plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::refused);
    CHECK(plan.error().message.find(text) != std::string::npos);
  }
}

TEST_CASE("A name that a living person has too is ambiguous for a purge and for a restoration")
{
  const auto script = [](FakeGraphFixture& f) {
    f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
    f.graph.on("GET /users", 200, test::list_of({present(k_deleted_bob, "ann@x")}));
  };
  Purge f({"ann@x"});
  script(f);
  CHECK(f.plan().error().kind == ErrorKind::usage);
  FakeGraphFixture g;
  script(g);
  const auto plan = plan_restore(g, {"ann@x"});
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == ErrorKind::usage);
  CHECK(plan.error().hint.find(k_deleted_ann) != std::string::npos);
  CHECK(plan.error().hint.find(k_deleted_bob) != std::string::npos);
}

TEST_CASE("Whose name or address a living person has now is not purged")
{
  for (const std::string living : {"ann@x", "Ann.Ardent@x"}) {
    for (const std::string property : {"userPrincipalName", "mail"}) {
      Purge f({k_deleted_ann});
      json ann = deleted_user(k_deleted_ann, "ann@x");
      ann["mail"] = "ann.ardent@x";
      f.graph.on("GET /directory/deletedItems/" + k_deleted_ann, 200, ann);
      f.graph.on("GET /users", 200, test::list_of(json::array())); // by id
      json other = present(k_deleted_bob, "other@x");
      other[property] = living;
      f.graph.on("GET /users", 200, test::list_of({other}));
      const auto plan = f.plan();
      REQUIRE_FALSE(plan);
      CHECK(plan.error().kind == ErrorKind::refused);
      CHECK(plan.error().message.find(k_deleted_bob) != std::string::npos);
      CHECK(plan.error().hint.find("--include-reused-names") != std::string::npos);
      CHECK(f.graph.http_requests() == 2);
    }
  }
  Purge f({k_deleted_ann});
  f.graph.on(
      "GET /directory/deletedItems/" + k_deleted_ann, 200, deleted_user(k_deleted_ann, "ann@x"));
  f.options.rails = f.options.rails.without(admin::Rail::reused_name);
  CHECK(f.plan());
}

TEST_CASE("A purge that is continued takes those who are nowhere for purged")
{
  Purge f({"ann@x", "eve@x", k_deleted_bob});
  f.graph.on(k_deleted_users, 200, test::list_of({deleted_user(k_deleted_ann, "ann@x")}));
  f.graph.on("GET /directory/deletedItems/" + k_deleted_bob, 404, missing());
  f.graph.always("GET /users", 200, test::list_of(json::array()));
  const auto plan = f.plan(admin::Missing::purged);
  REQUIRE(plan);
  REQUIRE(plan->writes.changes.size() == 3);
  CHECK(plan->writes.change_count() == 1);
  CHECK(plan->users[0].id == k_deleted_ann);
  for (const std::size_t index : {1, 2}) {
    CHECK(plan->writes.changes[index].already);
    CHECK(plan->writes.changes[index].steps.empty());
  }
}
