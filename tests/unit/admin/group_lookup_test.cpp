#include "support/fake_graph.hpp"

#include "lpaz/admin/group_lookup.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_id = "bbbbbbbb-0000-4000-8000-000000000001";
const std::string k_other = "bbbbbbbb-0000-4000-8000-000000000002";

json group(const std::string& id, const std::string& name = "Sales")
{
  return {{"id", id}, {"displayName", name}, {"description", "of " + name}};
}

json list(json values)
{
  return {{"value", std::move(values)}};
}

} // namespace

TEST_CASE("Groups by name and by id are looked up together, in one request")
{
  FakeGraphFixture f;
  f.graph.on("GET /groups", 200, list({group(k_other, "O'Hara")}));
  f.graph.on("GET /groups/" + k_id, 200, group(k_id));
  const auto groups = admin::find_groups(f.client, {"O'Hara", k_id});
  REQUIRE(groups);
  REQUIRE(groups->size() == 2);
  CHECK((*groups)[0].id == k_other);
  CHECK((*groups)[1].id == k_id);
  CHECK(f.graph.http_requests() == 1);
  CHECK(f.graph.calls()[0].text.find("displayName eq 'O''Hara'") != std::string::npos);
}

TEST_CASE("A group that was named twice, by name and id, counts once")
{
  FakeGraphFixture f;
  f.graph.always("GET /groups", 200, list({group(k_id)}));
  f.graph.on("GET /groups/" + k_id, 200, group(k_id));
  const auto groups = admin::find_groups(f.client, {"Sales", k_id, "SALES"});
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
  f.graph.always("GET /groups", 200, list(json::array()));
  f.graph.always("GET /groups/" + k_id, 404, {{"error", {{"code", "Request_ResourceNotFound"}}}});
  for (const std::string& name : {std::string("Sales"), k_id}) {
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
  f.graph.always("GET /groups", 200, list({group(k_id), group(k_other)}));
  for (const auto& error : {admin::find_groups(f.client, {"Sales"}).error(),
                            admin::find_group(f.client, "Sales").error()}) {
    CHECK(error.kind == ErrorKind::usage);
    CHECK(error.message == "2 groups are called \"Sales\"");
    CHECK(error.hint.find(k_id + "  of Sales") != std::string::npos);
    CHECK(error.hint.find(k_other + "  of Sales") != std::string::npos);
  }
}

TEST_CASE("One group alone is found by name or id")
{
  FakeGraphFixture f;
  f.graph.on("GET /groups", 200, list({group(k_id)}));
  f.graph.on("GET /groups/" + k_id, 200, group(k_id));
  CHECK(admin::find_group(f.client, "Sales")->id == k_id);
  CHECK(admin::find_group(f.client, k_id)->id == k_id);
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
  f.graph.on("GET /groups", 200, list({{{"displayName", "Sales"}}}));
  f.graph.on("GET /groups/" + k_id, 200, json::object());
  CHECK(admin::find_group(f.client, "Sales").error().kind == ErrorKind::failed);
  CHECK(admin::find_group(f.client, "Sales").error().kind == ErrorKind::failed);
  CHECK(admin::find_group(f.client, k_id).error().kind == ErrorKind::failed);
}
