#include "support/fake_graph.hpp"

#include "lpaz/admin/people/group_lookup.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_group = "bbbbbbbb-0000-4000-8000-000000000001";
const std::string k_other_group = "bbbbbbbb-0000-4000-8000-000000000002";

json group(const std::string& id, const std::string& name = "Sales")
{
  return {{"id", id}, {"displayName", name}, {"description", "of " + name}};
}

} // namespace

TEST_CASE("Groups by name and by id are looked up together, in one request")
{
  FakeGraphFixture f;
  f.graph.on("GET /groups", 200, test::list_of({group(k_other_group, "O'Hara")}));
  f.graph.on("GET /groups/" + k_group, 200, group(k_group));
  const auto groups = admin::find_groups(f.client, {"O'Hara", k_group});
  REQUIRE(groups);
  REQUIRE(groups->size() == 2);
  CHECK((*groups)[0].id == k_other_group);
  CHECK((*groups)[1].id == k_group);
  CHECK(f.graph.http_requests() == 1);
  CHECK(f.graph.calls()[0].text.find("displayName eq 'O''Hara'") != std::string::npos);
}

TEST_CASE("A group that was named twice, by name and id, counts once")
{
  FakeGraphFixture f;
  f.graph.always("GET /groups", 200, test::list_of({group(k_group)}));
  f.graph.on("GET /groups/" + k_group, 200, group(k_group));
  const auto groups = admin::find_groups(f.client, {"Sales", k_group, "SALES"});
  REQUIRE(groups);
  CHECK(groups->size() == 1);
}

TEST_CASE("No names are no groups and no request")
{
  FakeGraphFixture f;
  CHECK(admin::find_groups(f.client, {})->empty());
  CHECK(f.graph.http_requests() == 0);
}

TEST_CASE("An unknown group is not found, by name as by id")
{
  FakeGraphFixture f;
  f.graph.always("GET /groups", 200, test::list_of(json::array()));
  f.graph.always(
      "GET /groups/" + k_group, 404, {{"error", {{"code", "Request_ResourceNotFound"}}}});
  for (const std::string& name : {std::string("Sales"), k_group}) {
    for (const auto& error : {admin::find_groups(f.client, {name}).error(),
                              admin::find_group(f.client, name).error()}) {
      CHECK(error.kind == ErrorKind::not_found);
      CHECK(error.message == "no group is called \"" + name + "\"");
      CHECK(error.hint.find("lpaz create-group") != std::string::npos);
    }
  }
}

TEST_CASE("A name of several groups is never guessed: all are listed with their ids")
{
  FakeGraphFixture f;
  f.graph.always("GET /groups", 200, test::list_of({group(k_group), group(k_other_group)}));
  for (const auto& error : {admin::find_groups(f.client, {"Sales"}).error(),
                            admin::find_group(f.client, "Sales").error()}) {
    CHECK(error.kind == ErrorKind::usage);
    CHECK(error.message == "2 groups are called \"Sales\"");
    CHECK(error.hint.find(k_group + "  of Sales") != std::string::npos);
    CHECK(error.hint.find(k_other_group + "  of Sales") != std::string::npos);
  }
}

TEST_CASE("One group alone is found by name or id")
{
  FakeGraphFixture f;
  f.graph.on("GET /groups", 200, test::list_of({group(k_group)}));
  f.graph.on("GET /groups/" + k_group, 200, group(k_group));
  CHECK(admin::find_group(f.client, "Sales")->id == k_group);
  CHECK(admin::find_group(f.client, k_group)->id == k_group);
}

TEST_CASE("An error of Graph is not taken for an unknown group")
{
  FakeGraphFixture f;
  f.graph.always("GET /groups", 403, {{"error", {{"code", "Authorization_RequestDenied"}}}});
  CHECK(admin::find_groups(f.client, {"Sales"}).error().kind == ErrorKind::permission);
  CHECK(admin::find_group(f.client, "Sales").error().kind == ErrorKind::permission);
}

TEST_CASE("An answer that is no list, or a group without an id, is an error")
{
  FakeGraphFixture f;
  f.graph.on("GET /groups", 200, json::object());
  f.graph.on("GET /groups", 200, test::list_of({{{"displayName", "Sales"}}}));
  f.graph.on("GET /groups/" + k_group, 200, json::object());
  CHECK(admin::find_group(f.client, "Sales").error().kind == ErrorKind::failed);
  CHECK(admin::find_group(f.client, "Sales").error().kind == ErrorKind::failed);
  CHECK(admin::find_group(f.client, k_group).error().kind == ErrorKind::failed);
}
