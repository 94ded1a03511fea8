#include "lpaz/graph/organization.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("The organization is read with the two properties that lpaz shows")
{
  const auto request = graph::get_organization_request();
  CHECK(request.method == http::HttpMethod::get);
  CHECK(request.path == "/organization?$select=id%2CdisplayName");
  CHECK(request.permission == "Organization.Read.All");
}
