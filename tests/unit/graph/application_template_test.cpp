#include "lpaz/graph/application_template.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;

TEST_CASE("Instantiating a template is never repeated blindly, for each call makes an app")
{
  const auto request =
      graph::instantiate_request(graph::k_custom_application_template, "LastPass \"pilot\"");
  CHECK(request.method == http::HttpMethod::post);
  CHECK(request.path == "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate");
  CHECK(nlohmann::json::parse(request.body) ==
        nlohmann::json{{"displayName", "LastPass \"pilot\""}});
  CHECK_FALSE(request.idempotent);
  CHECK(request.permission == "Application.ReadWrite.OwnedBy");
}
