#include "sandbox/oauth/token_endpoint.hpp"
#include "sandbox/seed/seed.hpp"

#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz::sandbox;
using lpaz::util::Json;

namespace {

struct Discovery {
  store::Tenant tenant{seed::tenant_identity(), {}};
  oauth::TokenSigner signer;
  oauth::SignInService service{tenant, signer};

  server::Response get(const std::string& path, const std::string& query = {}) const
  {
    server::Request request;
    request.method = "GET";
    request.path = path;
    request.query = query;
    request.base_url = "https://127.0.0.1:1";
    request.headers.emplace("client-request-id", "the id of the client");
    return service.respond(request);
  }

  server::Response ask_instance(const std::string& endpoint) const
  {
    return get("/common/discovery/instance", "api-version=1.1&authorization_endpoint=" + endpoint);
  }
};

} // namespace

TEST_CASE("The endpoints of the tenant are found under each of its names, with its id in them")
{
  const Discovery discovery;
  const std::string id = discovery.tenant.identity().tenant_id.text();
  for (const std::string& name : {id, std::string("contoso.example")}) {
    const auto response = discovery.get("/" + name + "/v2.0/.well-known/openid-configuration");
    REQUIRE(response.status == 200);
    const Json json = Json::parse(response.body);
    CHECK(json.at("token_endpoint") == "https://127.0.0.1:1/" + id + "/oauth2/v2.0/token");
    CHECK(json.at("issuer") == "https://127.0.0.1:1/" + id + "/v2.0");
    CHECK(json.contains("jwks_uri"));
    CHECK(json.contains("authorization_endpoint"));
  }
  const auto shared = discovery.get("/common/v2.0/.well-known/openid-configuration");
  CHECK(Json::parse(shared.body).at("issuer") == "https://127.0.0.1:1/{tenantid}/v2.0");
}

TEST_CASE("The endpoints of a tenant that nobody has are refused with AADSTS90002")
{
  const auto response = Discovery().get("/fabrikam.example/v2.0/.well-known/openid-configuration");
  CHECK(response.status == 400);
  const Json json = Json::parse(response.body);
  CHECK(json.at("error") == "invalid_tenant");
  CHECK(json.at("error_codes") == Json({90002}));
  CHECK(json.at("correlation_id") == "the id of the client");
}

TEST_CASE("Instance discovery knows the public clouds and the sandbox itself")
{
  const Discovery discovery;
  for (const std::string host :
       {"127.0.0.1:1", "login.microsoftonline.com", "login.microsoftonline.us"}) {
    CAPTURE(host);
    const auto response =
        discovery.ask_instance("https%3A%2F%2F" + host + "%2Fcontoso%2Foauth2%2Fv2.0%2Fauthorize");
    REQUIRE(response.status == 200);
    const Json json = Json::parse(response.body);
    CHECK(json.at("tenant_discovery_endpoint") ==
          "https://" + host + "/contoso/v2.0/.well-known/openid-configuration");
    CHECK(json.at("metadata")[0].at("aliases") == Json({"127.0.0.1:1"}));
    CHECK(json.at("metadata")[1].at("preferred_cache") == "login.windows.net");
  }
}

TEST_CASE("An instance of somebody else, and none at all, are refused with AADSTS50049")
{
  const Discovery discovery;
  for (const char* endpoint : {"https://login.example.org/x/authorize", "login", "https://", ""}) {
    CAPTURE(endpoint);
    const auto response = discovery.ask_instance(endpoint);
    CHECK(response.status == 400);
    const Json json = Json::parse(response.body);
    CHECK(json.at("error") == "invalid_instance");
    CHECK(json.at("error_codes") == Json({50049}));
  }
}
