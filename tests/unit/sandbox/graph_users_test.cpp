#include "graph_fixture.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::GraphFixture;

namespace {

std::set<std::string> names_in(const test::Answered& answer)
{
  std::set<std::string> names;
  for (const auto& row : answer.value()) {
    names.insert(row.at("userPrincipalName").get<std::string>());
  }
  return names;
}

} // namespace

TEST_CASE("A user is found by id, by name and by key, guests and quotes included")
{
  GraphFixture graph;
  const std::string ada = graph.user_id("ada.lovelace");
  for (const std::string& target : {"/users/" + ada,
                                    std::string("/users/ada.lovelace@contoso.example"),
                                    std::string("/users/ADA.lovelace%40contoso.example"),
                                    std::string("/users('ada.lovelace@contoso.example')"),
                                    "/users('" + ada + "')",
                                    "/users(" + ada + ")"}) {
    CAPTURE(target);
    CHECK(graph.get(target).json.at("id") == ada);
  }
  CHECK(graph.get("/users/o'hara@contoso.example").status == 200);
  CHECK(graph.get("/users('o''hara@contoso.example')").status == 200);
  CHECK(graph.get("/users/pat_partner.example%23EXT%23@contoso.onmicrosoft.com?$select=userType")
            .json.at("userType") == "Guest");
  CHECK(graph.get("/users/smith%2Btest@contoso.example").status == 200);
  CHECK(graph.get("/users('smith%2Btest@contoso.example')").status == 200);
}

TEST_CASE("The default properties are the service's, and $select gives others in its order")
{
  GraphFixture graph;
  const auto whole = graph.get("/users/ada.lovelace@contoso.example");
  CHECK_FALSE(whole.json.contains("accountEnabled"));
  CHECK(whole.json.contains("businessPhones"));
  const auto some = graph.get("/users/ada.lovelace@contoso.example?$select=accountEnabled,mail");
  CHECK(some.json.size() == 3);
  CHECK(some.json.at("accountEnabled") == true);
  CHECK(some.json.at("@odata.context")
            .get<std::string>()
            .ends_with("$metadata#users(accountEnabled,mail)/$entity"));
  const auto wrong = graph.get("/users?$select=id,shoeSize");
  CHECK(wrong.status == 400);
  CHECK(wrong.code() == "BadRequest");
}

TEST_CASE("Users are filtered, searched and counted")
{
  GraphFixture graph;
  CHECK(names_in(graph.get("/users?$filter=accountEnabled%20eq%20false")) ==
        std::set<std::string>{"dennis.blocked@contoso.example"});
  CHECK(names_in(graph.get("/users?$filter=userPrincipalName%20eq%20'O''Hara@contoso.example'")) ==
        std::set<std::string>{"o'hara@contoso.example"});
  CHECK(names_in(graph.get("/users?$filter=userType%20eq%20'Guest'")).size() == 1);
  CHECK(names_in(graph.get("/users?$filter=onPremisesSyncEnabled%20eq%20true")) ==
        std::set<std::string>{"linus.synced@contoso.example"});
  CHECK(names_in(graph.advanced("/users?$search=%22displayName:turing%22")) ==
        std::set<std::string>{"alan.turing@contoso.example"});
  CHECK(graph.advanced("/users/$count?$filter=startswith(displayName,'A')").body == "3");
  CHECK(names_in(graph.get("/users?$filter=userPrincipalName%20eq%20'nobody@x'")).empty());
}

TEST_CASE("Blocking a user shows at once and revokes nothing by itself")
{
  GraphFixture graph;
  const std::string user = "/users/john.backus@contoso.example";
  CHECK(graph.send("PATCH", user, {{"accountEnabled", false}}).status == 204);
  CHECK(graph.get(user + "?$select=accountEnabled").json.at("accountEnabled") == false);
  const auto before = graph.get(user + "?$select=signInSessionsValidFromDateTime").json;
  const auto revoked = graph.act("POST", user + "/revokeSignInSessions");
  CHECK(revoked.status == 200);
  CHECK(revoked.json.at("value") == true);
  CHECK(graph.get(user + "?$select=signInSessionsValidFromDateTime").json != before);
  CHECK(graph.act("POST", user + "/microsoft.graph.revokeSignInSessions").status == 200);
}

TEST_CASE("A PATCH with an unknown property or another type changes nothing")
{
  GraphFixture graph;
  const std::string user = "/users/john.backus@contoso.example";
  for (const Json& body : {Json{{"accountEnabled", "false"}},
                           Json{{"accountEnabled", nullptr}},
                           Json{{"shoeSize", 44}},
                           Json{{"jobTitle", "Boss"}, {"shoeSize", 44}},
                           Json{{"displayName", 7}},
                           Json{{"displayName", ""}},
                           Json{{"userPrincipalName", "ada.lovelace@contoso.example"}},
                           Json{{"userPrincipalName", "nowhere"}}}) {
    CAPTURE(body.dump());
    CHECK(graph.send("PATCH", user, body).status == 400);
  }
  const auto after = graph.get(user + "?$select=accountEnabled,jobTitle");
  CHECK(after.json.at("accountEnabled") == true);
  CHECK(after.json.at("jobTitle") == "Accountant");
}

TEST_CASE("What the real service refuses is refused: synced users and administrators")
{
  GraphFixture graph;
  CHECK(graph.send("PATCH", "/users/linus.synced@contoso.example", {{"accountEnabled", false}})
            .status == 400);
  for (const char* admin : {"ada.lovelace", "alan.turing"}) {
    const std::string target = std::string("/users/") + admin + "@contoso.example";
    CHECK(graph.send("PATCH", target, {{"accountEnabled", false}}).status == 403);
    CHECK(graph.act("DELETE", target).status == 403);
  }
  // Somebody who is only eligible is nobody special.
  CHECK(graph.send("PATCH", "/users/katherine.johnson@contoso.example", {{"accountEnabled", false}})
            .status == 204);
  graph.tenant.write()->add_role_assignment({store::ObjectId::random(),
                                             graph.tenant.identity().client_principal_id,
                                             store::global_administrator(),
                                             graph.tenant.now()});
  CHECK(graph.send("PATCH", "/users/ada.lovelace@contoso.example", {{"accountEnabled", false}})
            .status == 204);
}

TEST_CASE("A deleted user is in the recycle bin for 30 days and comes back as it was")
{
  GraphFixture graph;
  const std::string id = graph.user_id("john.backus");
  CHECK(graph.act("DELETE", "/users/" + id).status == 204);
  CHECK(graph.get("/users/" + id).status == 404);
  CHECK(graph.act("DELETE", "/users/" + id).status == 404);
  const std::string bin = "/directory/deletedItems/";
  const auto deleted = graph.get(bin + id + "?$select=id,userPrincipalName,deletedDateTime");
  CHECK(deleted.status == 200);
  CHECK(deleted.json.at("userPrincipalName")
            .get<std::string>()
            .ends_with("john.backus@contoso.example"));
  CHECK(deleted.json.at("deletedDateTime").is_string());
  CHECK(graph.get(bin + "microsoft.graph.user").value().size() == 2);
  const auto restored = graph.act("POST", bin + id + "/restore");
  CHECK(restored.status == 200);
  CHECK(restored.json.at("userPrincipalName") == "john.backus@contoso.example");
  CHECK(graph.get("/users/" + id).status == 200);
  CHECK(graph.act("POST", bin + id + "/restore").status == 404);
}

TEST_CASE("The recycle bin forgets after 30 days, and at once when told")
{
  GraphFixture graph;
  const std::string id = graph.user_id("john.backus");
  graph.act("DELETE", "/users/" + id);
  graph.tenant.clock().advance(std::chrono::hours(24 * 30));
  CHECK(graph.get("/directory/deletedItems/" + id).status == 404);
  CHECK(graph.act("POST", "/directory/deletedItems/" + id + "/restore").status == 404);
  const std::string other = graph.user_id("jean.sammet");
  graph.act("DELETE", "/users/" + other);
  CHECK(graph.act("DELETE", "/directory/deletedItems/" + other).status == 204);
  CHECK(graph.get("/directory/deletedItems/" + other).status == 404);
}

TEST_CASE("A restore under a name that is taken needs another one")
{
  GraphFixture graph;
  const std::string id = graph.user_id("john.backus");
  graph.act("DELETE", "/users/" + id);
  const Json again = {{"accountEnabled", true},
                      {"displayName", "John"},
                      {"mailNickname", "john"},
                      {"userPrincipalName", "john.backus@contoso.example"},
                      {"passwordProfile", {{"password", "x"}}}};
  CHECK(graph.send("POST", "/users", again).status == 201);
  CHECK(graph.send("POST", "/users", again).status == 400);
  const std::string restore = "/directory/deletedItems/" + id + "/restore";
  CHECK(graph.act("POST", restore).status == 400);
  CHECK(graph.send("POST", restore, {{"newUserPrincipalName", "ada.lovelace@contoso.example"}})
            .status == 400);
  CHECK(
      graph.send("POST", restore, {{"newUserPrincipalName", "john.two@contoso.example"}}).status ==
      200);
}

TEST_CASE("What was just created is not there yet when the tenant replicates slowly")
{
  store::TenantBehaviour slow;
  slow.replication = std::chrono::hours(1);
  GraphFixture graph(graph::all_permissions(), slow);
  const auto made = graph.send("POST",
                               "/users",
                               {{"accountEnabled", true},
                                {"displayName", "New"},
                                {"mailNickname", "new"},
                                {"userPrincipalName", "new@contoso.example"},
                                {"passwordProfile", {{"password", "x"}}}});
  REQUIRE(made.status == 201);
  const std::string target = "/users/" + made.json.at("id").get<std::string>();
  CHECK(graph.get(target).status == 404);
  CHECK(graph.get("/users?$filter=userPrincipalName%20eq%20'new@contoso.example'").value().empty());
  graph.tenant.clock().advance(std::chrono::hours(1));
  CHECK(graph.get(target).status == 200);
}

TEST_CASE("/me is for people")
{
  GraphFixture graph;
  const auto answer = graph.get("/me");
  CHECK(answer.status == 400);
  CHECK(answer.message() == "/me request is only valid with delegated authentication flow.");
}
