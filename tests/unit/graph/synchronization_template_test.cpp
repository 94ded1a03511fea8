#include "lpaz/graph/synchronization_template.hpp"

#include <doctest/doctest.h>

using namespace lpaz;

TEST_CASE("Templates are listed without query options, which their page does not promise")
{
  const auto request = graph::list_templates_request("sp");
  CHECK(request.method == http::HttpMethod::get);
  CHECK(request.path == "/servicePrincipals/sp/synchronization/templates");
  CHECK(request.permission == "Synchronization.Read.All");
}
