#include "lpaz/graph/app_role_assignment.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using http::HttpMethod;
using nlohmann::json;

TEST_CASE("An assignment is read with every property that lpaz uses")
{
  const auto assignment = graph::parse_app_role_assignment({{"id", "a"},
                                                            {"appRoleId", "r"},
                                                            {"principalId", "p"},
                                                            {"principalType", "Group"},
                                                            {"principalDisplayName", "Sales"},
                                                            {"createdDateTime", "2026-01-01"}});
  CHECK(assignment.id == "a");
  CHECK(assignment.app_role_id == "r");
  CHECK(assignment.principal_id == "p");
  CHECK(assignment.principal_type == "Group");
  CHECK(assignment.principal_display_name == "Sales");
  CHECK(assignment.created_date_time == "2026-01-01");
}

TEST_CASE("An assignment's missing and wrongly typed properties are empty")
{
  for (const json& body : {json::object(), json{{"id", 1}, {"principalType", {"Group"}}}, json()}) {
    const auto assignment = graph::parse_app_role_assignment(body);
    CHECK(assignment.id.empty());
    CHECK(assignment.principal_type.empty());
  }
}

TEST_CASE("Assignments are listed from the side of the app, 999 to a page")
{
  const auto request = graph::list_assignments_request("sp");
  CHECK(request.method == HttpMethod::get);
  CHECK(request.path == "/servicePrincipals/sp/appRoleAssignedTo?$top=999");
  CHECK(request.permission == "Application.Read.All");
}

TEST_CASE("An assignment names principal, app and role, and may be repeated")
{
  const auto request = graph::assign_request("sp", "role", "principal");
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/servicePrincipals/sp/appRoleAssignedTo");
  CHECK(json::parse(request.body) ==
        json{{"principalId", "principal"}, {"resourceId", "sp"}, {"appRoleId", "role"}});
  CHECK(request.idempotent);
  CHECK(request.permission == "AppRoleAssignment.ReadWrite.All");
}

TEST_CASE("An assignment is removed by its own id, encoded but in its own case")
{
  const auto request = graph::unassign_request("sp", "aB-_c/=+");
  CHECK(request.method == HttpMethod::del);
  CHECK(request.path == "/servicePrincipals/sp/appRoleAssignedTo/aB-_c%2F%3D%2B");
  CHECK(request.permission == "AppRoleAssignment.ReadWrite.All");
}
