#include "support/command_fixture.hpp"
#include "support/sample_tenant.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_own_app =
    "GET /servicePrincipals?*appId eq 'c0000000-0000-0000-0000-000000000001'";

} // namespace

TEST_CASE_FIXTURE(CommandFixture, "whoami shows tenant, app, permissions and the life of the token")
{
  tenant.on("GET /organization?*", 200, list_of({Json{{"id", "t"}, {"displayName", "Contoso"}}}));
  tenant.on(k_own_app, 200, list_of({app({{"displayName", "lpaz CI"}})}));
  run({"whoami", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json() ==
        OrderedJson{{"tenantId", "contoso.example"},
                    {"tenantName", "Contoso"},
                    {"kind", "client secret"},
                    {"clientId", "c0000000-0000-0000-0000-000000000001"},
                    {"appName", "lpaz CI"},
                    {"objectId", "00000000-0000-0000-0000-0000000000ff"},
                    {"permissions",
                     OrderedJson::array({"User.ReadWrite.All", "Synchronization.ReadWrite.All"})},
                    {"tokenExpires", "2026-01-02T04:04:04Z"},
                    {"authority", "https://login.microsoftonline.com"}});
  CHECK(tenant.requests() == 1);
}

TEST_CASE_FIXTURE(CommandFixture, "whoami leaves out names that the app may not read")
{
  tenant.on("GET /organization?*", 403, graph_error("Authorization_RequestDenied", "no"));
  tenant.on(k_own_app, 403, graph_error("Authorization_RequestDenied", "no"));
  run({"whoami", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["tenantName"] == nullptr);
  CHECK(json()["appName"] == nullptr);
}

TEST_CASE_FIXTURE(CommandFixture, "whoami uses the cached token")
{
  tenant.always("GET /organization?*", 200, list_of({}));
  tenant.always(k_own_app, 200, list_of({}));
  run({"whoami"});
  run({"whoami"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.token_requests().size() == 1);
}

TEST_CASE_FIXTURE(CommandFixture,
                  "whoami ends with 5 when Graph has trouble, with 4 when nobody is signed in")
{
  tenant.on("GET /organization?*", 500, graph_error("InternalServerError", "trouble"));
  tenant.on(k_own_app, 200, list_of({}));
  run({"whoami"});
  CHECK(code == 5);
  CHECK(out.empty());
  environment.erase("AZURE_CLIENT_ID");
  run({"whoami"});
  CHECK(code == 4);
  CHECK(says("AZURE_CLIENT_ID is not set"));
}

TEST_CASE_FIXTURE(CommandFixture, "whoami makes names from the directory visible")
{
  tenant.on("GET /organization?*", 200, list_of({Json{{"displayName", "C\x1b[2J"}}}));
  tenant.on(k_own_app, 200, list_of({}));
  run({"whoami"});
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(prints("C\\x1b[2J"));
}
