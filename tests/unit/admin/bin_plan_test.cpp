#include "support/fake_graph.hpp"

#include "lpaz/admin/bin_plan.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::UserStep;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_ann = "dddddddd-0000-4000-8000-000000000001";
const std::string k_bob = "dddddddd-0000-4000-8000-000000000002";
const std::string k_bin = "GET /directory/deletedItems/microsoft.graph.user";

json list(json values)
{
  return {{"value", std::move(values)}};
}

// As it lies in the bin: with the id before the name.
json deleted(const std::string& id, const std::string& name)
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
  for (const auto& action : plan.actions) {
    ids.push_back(action.user.id);
  }
  return ids;
}

struct Purge : FakeGraphFixture {
  admin::UserPlanOptions options;
  explicit Purge(std::vector<std::string> names) { options.names = std::move(names); }
  Result<admin::UserPlan> plan(admin::Missing missing = admin::Missing::unknown)
  {
    return admin::plan_purge(client, options, missing);
  }
};

} // namespace

TEST_CASE("Whoever is in the recycle bin is restored, found by name or id")
{
  FakeGraphFixture f;
  f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
  f.graph.on("GET /directory/deletedItems/" + k_bob, 200, deleted(k_bob, "bob@x"));
  const auto plan = admin::plan_restore(f.client, {"ann@x", k_bob});
  REQUIRE(plan);
  CHECK(ids_of(*plan) == std::vector{k_ann, k_bob});
  CHECK(plan->actions[0].steps == std::vector{UserStep::restore});
  CHECK(plan->change_count() == 2);
  CHECK(f.graph.http_requests() == 1);
}

TEST_CASE("Somebody named in two ways is restored once")
{
  FakeGraphFixture f;
  f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
  f.graph.on("GET /directory/deletedItems/" + k_ann, 200, deleted(k_ann, "ann@x"));
  CHECK(ids_of(*admin::plan_restore(f.client, {"ann@x", k_ann})) == std::vector{k_ann});
}

TEST_CASE("Whoever is not deleted is restored already")
{
  FakeGraphFixture f;
  f.graph.on(k_bin, 200, list(json::array()));
  f.graph.on("GET /users", 200, list({present(k_ann, "ann@x")}));
  const auto plan = admin::plan_restore(f.client, {"ann@x"});
  REQUIRE(plan);
  CHECK(plan->actions[0].already_so);
  CHECK(plan->actions[0].steps.empty());
  CHECK(plan->change_count() == 0);
}

TEST_CASE("Somebody who is nowhere stops a restoration and a purge")
{
  FakeGraphFixture f;
  f.graph.on(k_bin, 200, list(json::array()));
  f.graph.on("GET /users", 200, list(json::array()));
  CHECK(admin::plan_restore(f.client, {"eve@x"}).error().kind == ErrorKind::not_found);
  Purge g({"eve@x"});
  g.graph.on(k_bin, 200, list(json::array()));
  g.graph.on("GET /users", 200, list(json::array()));
  CHECK(g.plan().error().kind == ErrorKind::not_found);
}

TEST_CASE("A name that was deleted several times stops the run as ambiguous")
{
  FakeGraphFixture f;
  f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x"), deleted(k_bob, "ann@x")}));
  CHECK(admin::plan_restore(f.client, {"ann@x"}).error().kind == ErrorKind::usage);
}

TEST_CASE("Only who is in the recycle bin is purged")
{
  Purge f({"ann@x", k_bob});
  f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
  f.graph.on("GET /directory/deletedItems/" + k_bob, 404, missing());
  f.graph.on("GET /users", 200, list({present(k_bob, "bob@x")}));
  const auto plan = f.plan();
  REQUIRE_FALSE(plan);
  CHECK(plan.error().kind == ErrorKind::refused);
  CHECK(plan.error().message == "bob@x is not deleted; nothing was changed");

  Purge g({"ann@x"});
  g.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
  const auto purge = g.plan();
  REQUIRE(purge);
  CHECK(purge->actions[0].steps == std::vector{UserStep::purge});
}

TEST_CASE("The guard-rails hold for a purge, by the names that people had")
{
  const auto refuses = [](void (*change)(admin::UserPlanOptions&), const std::string& text) {
    Purge f({"ann@x", "bob@x"});
    f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
    f.graph.on(k_bin, 200, list({deleted(k_bob, "bob@x")}));
    change(f.options);
    const auto plan = f.plan();
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::refused);
    CHECK(plan.error().message.find(text) != std::string::npos);
  };
  refuses([](auto& options) { options.protected_names = {"bob@x"}; }, "protected account");
  refuses([](auto& options) { options.max_users = 1; }, "2 users are more than the 1");
}

TEST_CASE("A purge that is continued takes those who are nowhere for purged")
{
  Purge f({"ann@x", "eve@x", k_bob});
  f.graph.on(k_bin, 200, list({deleted(k_ann, "ann@x")}));
  f.graph.on(k_bin, 200, list(json::array()));
  f.graph.on("GET /directory/deletedItems/" + k_bob, 404, missing());
  f.graph.always("GET /users", 200, list(json::array()));
  const auto plan = f.plan(admin::Missing::purged);
  REQUIRE(plan);
  REQUIRE(plan->actions.size() == 3);
  CHECK(plan->change_count() == 1);
  CHECK(plan->actions[0].user.id == k_ann);
  for (const std::size_t index : {1, 2}) {
    CHECK(plan->actions[index].already_so);
    CHECK(plan->actions[index].steps.empty());
  }
}
