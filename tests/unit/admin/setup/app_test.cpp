#include "support/fake_graph.hpp"

#include "lpaz/admin/setup/app.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using test::FakeGraphFixture;
using test::json;

namespace {

const std::string k_app = "aaaaaaaa-0000-4000-8000-000000000001";
const std::string k_other_app = "aaaaaaaa-0000-4000-8000-000000000002";

json app(const std::string& id)
{
  return {{"id", id}, {"appId", "app-" + id}, {"displayName", "LastPass"}};
}

graph::AppRole role(std::string id, std::string name, bool enabled = true, bool for_users = true)
{
  return {std::move(id), std::move(name), enabled, for_users};
}

graph::ServicePrincipal with_roles(std::vector<graph::AppRole> roles)
{
  graph::ServicePrincipal result;
  result.display_name = "LastPass";
  result.app_roles = std::move(roles);
  return result;
}

json job_of(std::string id, std::string template_id)
{
  return {{"id", std::move(id)},
          {"templateId", std::move(template_id)},
          {"status", {{"code", "Active"}}}};
}

} // namespace

TEST_CASE("An app is found by its exact display name")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals", 200, test::list_of({app(k_app)}));
  const auto found = admin::find_app(f.client, "Bob's LastPass");
  REQUIRE(found);
  CHECK(found->id == k_app);
  CHECK(f.graph.calls()[0].text.ends_with("&$filter=displayName eq 'Bob''s LastPass'"));
}

TEST_CASE("An app is found by its object id without a search")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals/" + k_app, 200, app(k_app));
  const auto found = admin::find_app(f.client, k_app);
  REQUIRE(found);
  CHECK(found->id == k_app);
}

TEST_CASE("An app that is not there is not found, with a hint how to make it")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals", 200, test::list_of(json::array()));
  const auto found = admin::find_app(f.client, "Last\x1bPass");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::not_found);
  CHECK(found.error().message == "no enterprise app is called \"Last\\x1bPass\"");
  CHECK(found.error().hint.find("lpaz configure-app") != std::string::npos);
}

TEST_CASE("An object id of no app is not found, any other error of Graph is handed on")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals/" + k_app, 404, {{"error", {{"code", "x"}}}});
  f.graph.on("GET /servicePrincipals/" + k_app, 404, {{"error", {{"code", "x"}}}});
  f.graph.on("GET /servicePrincipals/" + k_app, 403, {{"error", {{"code", "x"}}}});
  CHECK(admin::find_app(f.client, k_app).error().kind == ErrorKind::not_found);
  const auto none = admin::find_app_if_any(f.client, k_app);
  REQUIRE(none);
  CHECK_FALSE(none->has_value());
  CHECK(admin::find_app_if_any(f.client, k_app).error().kind == ErrorKind::permission);
}

TEST_CASE("A name of several apps is never guessed: all are listed with their ids")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals", 200, test::list_of({app(k_app), app(k_other_app)}));
  const auto found = admin::find_app(f.client, "LastPass");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  CHECK(found.error().message == "2 enterprise apps are called \"LastPass\"");
  CHECK(found.error().hint.find("--app") != std::string::npos);
  CHECK(found.error().hint.find(k_app) != std::string::npos);
  CHECK(found.error().hint.find(k_other_app) != std::string::npos);
}

TEST_CASE("The second app of a name may hide on a second page")
{
  FakeGraphFixture f;
  json first = test::list_of({app(k_app)});
  first["@odata.nextLink"] = "https://graph.example/v1.0/servicePrincipals?$skiptoken=x";
  f.graph.on("GET /servicePrincipals?$select", 200, first);
  f.graph.on("GET /servicePrincipals?$skiptoken=x", 200, test::list_of({app(k_other_app)}));
  CHECK(admin::find_app(f.client, "LastPass").error().kind == ErrorKind::usage);
}

TEST_CASE("An app that Graph sends without an id is refused")
{
  FakeGraphFixture f;
  f.graph.on("GET /servicePrincipals", 200, test::list_of({{{"displayName", "LastPass"}}}));
  f.graph.on("GET /servicePrincipals/" + k_app, 200, json::object());
  CHECK(admin::find_app(f.client, "LastPass").error().kind == ErrorKind::failed);
  CHECK(admin::find_app(f.client, k_app).error().kind == ErrorKind::failed);
}

TEST_CASE("Of an app's jobs the SCIM one counts, of either generation and in any case")
{
  for (const std::string kind : {"scim", "SCIM", "customappsso"}) {
    const auto found = admin::scim_job_of(
        test::list_of({job_of("a", "Azure2Azure"), job_of("b", kind)}), "LastPass");
    REQUIRE(found);
    REQUIRE(found->has_value());
    CHECK((*found)->id == "b");
  }
}

TEST_CASE("An app without a SCIM job, or with jobs of a wrong shape, has no job")
{
  for (const json& jobs : {test::list_of(json::array()),
                           test::list_of({job_of("a", "Azure2Azure")}),
                           test::list_of({job_of("", "scim"), 1, nullptr}),
                           test::list_of("x"),
                           json::object(),
                           json()}) {
    const auto found = admin::scim_job_of(jobs, "LastPass");
    REQUIRE(found);
    CHECK_FALSE(found->has_value());
  }
}

TEST_CASE("Several SCIM jobs of one app are listed, not guessed")
{
  const auto found = admin::scim_job_of(
      test::list_of({job_of("a", "scim"), job_of("b", "customappsso")}), "LastPass");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  CHECK(found.error().message == "the app \"LastPass\" has 2 synchronization jobs");
  CHECK(found.error().hint.find("\n  a  Active\n  b  Active") != std::string::npos);
}

TEST_CASE("People get the role User, else the only one for users, else the default access")
{
  CHECK(*admin::role_for_members(with_roles({role("m", "msiam_access"), role("u", "User")})) ==
        "u");
  CHECK(*admin::role_for_members(with_roles({role("m", "msiam_access")})) == "m");
  CHECK(*admin::role_for_members(with_roles({role("u", "User", false), role("m", "x")})) == "m");
  CHECK(*admin::role_for_members(with_roles({role("u", "User", true, false), role("m", "x")})) ==
        "m");
  CHECK(*admin::role_for_members(with_roles({})) == "00000000-0000-0000-0000-000000000000");
  CHECK(*admin::role_for_members(with_roles({role("u", "User", false)})) ==
        "00000000-0000-0000-0000-000000000000");
}

TEST_CASE("Several roles of which none is called User are not guessed from")
{
  const auto found =
      admin::role_for_members(with_roles({role("a", "Reader"), role("b", "Writer")}));
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
}
