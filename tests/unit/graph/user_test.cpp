#include "lpaz/graph/user.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using http::HttpMethod;
using nlohmann::json;

namespace {

constexpr std::string_view k_id = "11111111-2222-3333-4444-555555555555";
const std::string k_query =
    "?$select=id%2CuserPrincipalName%2CdisplayName%2Cmail%2CaccountEnabled%2C"
    "userType%2ConPremisesSyncEnabled%2CsignInSessionsValidFromDateTime";
const std::string k_bin_query = "?$select=id%2CuserPrincipalName%2CdisplayName%2Cmail%2C"
                                "accountEnabled%2CuserType%2ConPremisesSyncEnabled%2C"
                                "signInSessionsValidFromDateTime%2CdeletedDateTime";

} // namespace

TEST_CASE("A user is read with every property that lpaz uses")
{
  const auto user = graph::parse_user({{"id", k_id},
                                       {"userPrincipalName", "ann@x"},
                                       {"displayName", "Ann"},
                                       {"mail", "ann@mail"},
                                       {"accountEnabled", false},
                                       {"userType", "Guest"},
                                       {"onPremisesSyncEnabled", true},
                                       {"signInSessionsValidFromDateTime", "2026-01-01T00:00:00Z"},
                                       {"deletedDateTime", "2026-01-02T00:00:00Z"}});
  CHECK(user.id == k_id);
  CHECK(user.user_principal_name == "ann@x");
  CHECK(user.display_name == "Ann");
  CHECK(user.mail == "ann@mail");
  CHECK(user.account_enabled == false);
  CHECK(user.is_guest());
  CHECK(user.on_premises_sync_enabled);
  CHECK(user.sign_in_sessions_valid_from == "2026-01-01T00:00:00Z");
  CHECK(user.deleted_date_time == "2026-01-02T00:00:00Z");
}

TEST_CASE("A user's missing, null and wrongly typed properties are unknown, not false")
{
  for (const json& body : {json::object(),
                           json{{"id", nullptr}, {"accountEnabled", nullptr}},
                           json{{"id", 5}, {"accountEnabled", "false"}, {"userType", {"Guest"}}},
                           json::array({1, 2}),
                           json("text"),
                           json()}) {
    const auto user = graph::parse_user(body);
    CHECK(user.id.empty());
    CHECK_FALSE(user.account_enabled.has_value());
    CHECK_FALSE(user.on_premises_sync_enabled);
    CHECK_FALSE(user.is_guest());
  }
}

TEST_CASE("A user is addressed by id as a segment and by any other name in the key form")
{
  CHECK(graph::get_user_request(k_id).path == "/users/" + std::string(k_id) + k_query);
  CHECK(graph::get_user_request("bob_fabrikam.com#EXT#@contoso.com").path ==
        "/users('bob_fabrikam.com%23EXT%23%40contoso.com')" + k_query);
  CHECK(graph::get_user_request("$x@contoso.com").path == "/users('%24x%40contoso.com')" + k_query);
  CHECK(graph::get_user_request("o'hara@contoso.com").path ==
        "/users('o%27%27hara%40contoso.com')" + k_query);
  CHECK(graph::get_user_request("../me").path == "/users('..%2Fme')" + k_query);
}

TEST_CASE("Users are listed 999 to a page, with a filter only if there is one")
{
  CHECK(graph::list_users_request("").path == "/users" + k_query + "&$top=999");
  const auto request = graph::list_users_request("accountEnabled eq false");
  CHECK(request.path == "/users" + k_query + "&$top=999&$filter=accountEnabled%20eq%20false");
  CHECK_FALSE(request.headers.find("ConsistencyLevel").has_value());
}

TEST_CASE("Blocking writes accountEnabled alone, and may be repeated")
{
  const auto request = graph::set_account_enabled_request(k_id, false);
  CHECK(request.method == HttpMethod::patch);
  CHECK(request.path == "/users/" + std::string(k_id));
  CHECK(request.body == R"({"accountEnabled":false})");
  CHECK(request.idempotent);
  CHECK(graph::set_account_enabled_request(k_id, true).body == R"({"accountEnabled":true})");
}

TEST_CASE("Revoking sessions is an action that may be repeated")
{
  const auto request = graph::revoke_sessions_request(k_id);
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/users/" + std::string(k_id) + "/revokeSignInSessions");
  CHECK(request.body.empty());
  CHECK(request.idempotent);
}

TEST_CASE("Deleting goes to the user, purging is not what it does")
{
  const auto request = graph::delete_user_request(k_id);
  CHECK(request.method == HttpMethod::del);
  CHECK(request.path == "/users/" + std::string(k_id));
  CHECK(request.idempotent);
}

TEST_CASE("The recycle bin is read with the cast to users")
{
  CHECK(graph::list_deleted_users_request().path ==
        "/directory/deletedItems/microsoft.graph.user" + k_bin_query + "&$top=999");
  CHECK(graph::get_deleted_user_request(k_id).path ==
        "/directory/deletedItems/" + std::string(k_id) + k_bin_query);
}

TEST_CASE("Whoever comes out of the recycle bin is deleted, whatever members were sent")
{
  CHECK(graph::parse_deleted_user({{"id", "1"}}).is_deleted());
  CHECK_FALSE(graph::parse_user({{"id", "1"}}).is_deleted());
  CHECK(graph::parse_user({{"id", "1"}, {"deletedDateTime", "2026-01-02T00:00:00Z"}}).is_deleted());
}

TEST_CASE("A deleted user is looked for by the end of the name, an advanced query")
{
  const auto request = graph::find_deleted_users_request({"o'hara#EXT#@x"});
  CHECK(request.path ==
        "/directory/deletedItems/microsoft.graph.user" + k_bin_query +
            "&$filter=endswith%28userPrincipalName%2C%27o%27%27hara%23EXT%23%40x%27%29"
            "&$count=true&$top=999");
  CHECK(request.headers.find("ConsistencyLevel") == "eventual");
  CHECK(graph::find_deleted_users_request({"a@x", "b@x"})
            .path.find("endswith%28userPrincipalName%2C%27a%40x%27%29%20or%20"
                       "endswith%28userPrincipalName%2C%27b%40x%27%29") != std::string::npos);
}

TEST_CASE("Restoring is not repeated blindly")
{
  const auto request = graph::restore_user_request(k_id);
  CHECK(request.method == HttpMethod::post);
  CHECK(request.path == "/directory/deletedItems/" + std::string(k_id) + "/restore");
  CHECK_FALSE(request.idempotent);
}

TEST_CASE("Every request about users names its least permission")
{
  CHECK(graph::get_user_request(k_id).permission == "User.Read.All");
  CHECK(graph::list_users_request("").permission == "User.Read.All");
  CHECK(graph::set_account_enabled_request(k_id, true).permission ==
        "User.EnableDisableAccount.All (or User.ReadWrite.All)");
  CHECK(graph::revoke_sessions_request(k_id).permission ==
        "User.RevokeSessions.All (or User.ReadWrite.All)");
  CHECK(graph::delete_user_request(k_id).permission ==
        "User.DeleteRestore.All (or User.ReadWrite.All)");
  CHECK(graph::restore_user_request(k_id).permission ==
        "User.DeleteRestore.All (or User.ReadWrite.All)");
}
