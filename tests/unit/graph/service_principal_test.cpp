#include "lpaz/graph/service_principal.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using nlohmann::json;

namespace {

const std::string k_select = "?$select=id%2CappId%2CdisplayName%2CaccountEnabled%2CappRoles";

} // namespace

TEST_CASE("An enterprise app is read with its roles")
{
  const auto app = graph::parse_service_principal(
      {{"id", "sp"},
       {"appId", "app"},
       {"displayName", "LastPass"},
       {"accountEnabled", false},
       {"appRoles",
        {{{"id", "r1"},
          {"displayName", "User"},
          {"isEnabled", true},
          {"allowedMemberTypes", {"Application", "User"}}},
         {{"id", "r2"}, {"displayName", "Robot"}, {"allowedMemberTypes", {"Application"}}}}}});
  CHECK(app.id == "sp");
  CHECK(app.app_id == "app");
  CHECK(app.display_name == "LastPass");
  CHECK_FALSE(app.account_enabled);
  REQUIRE(app.app_roles.size() == 2);
  CHECK(app.app_roles[0].id == "r1");
  CHECK(app.app_roles[0].display_name == "User");
  CHECK(app.app_roles[0].is_enabled);
  CHECK(app.app_roles[0].for_users);
  CHECK_FALSE(app.app_roles[1].is_enabled);
  CHECK_FALSE(app.app_roles[1].for_users);
}

TEST_CASE("An enterprise app without a sent state counts as enabled")
{
  CHECK(graph::parse_service_principal(json::object()).account_enabled);
  CHECK(graph::parse_service_principal({{"accountEnabled", nullptr}}).account_enabled);
}

TEST_CASE("Roles of a wrong shape are read as roles for nobody")
{
  CHECK(graph::parse_service_principal({{"appRoles", "User"}}).app_roles.empty());
  CHECK(graph::parse_service_principal({{"appRoles", nullptr}}).app_roles.empty());
  const auto app = graph::parse_service_principal(
      {{"appRoles", {1, "x", {{"allowedMemberTypes", "User"}, {"isEnabled", 1}}}}});
  REQUIRE(app.app_roles.size() == 3);
  for (const auto& role : app.app_roles) {
    CHECK_FALSE(role.is_enabled);
    CHECK_FALSE(role.for_users);
  }
}

TEST_CASE("Apps are found by object id, by exact name or by application id")
{
  CHECK(graph::get_service_principal_request("sp").path == "/servicePrincipals/sp" + k_select);
  CHECK(graph::find_service_principals_request("Bob's LastPass").path ==
        "/servicePrincipals" + k_select +
            "&$filter=displayName%20eq%20%27Bob%27%27s%20LastPass%27");
  CHECK(graph::find_service_principal_by_app_request("a-b").path ==
        "/servicePrincipals" + k_select + "&$filter=appId%20eq%20%27a-b%27");
  CHECK(graph::get_service_principal_request("sp").permission == "Application.Read.All");
  CHECK(graph::find_service_principals_request("x").permission == "Application.Read.All");
}
