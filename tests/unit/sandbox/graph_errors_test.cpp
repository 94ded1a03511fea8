#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using test::GraphFixture;

namespace {

int status_with_token(const GraphFixture& graph, const std::string& header)
{
  auto request = graph.request("GET", "/users");
  request.headers.erase("Authorization");
  if (!header.empty()) {
    request.headers.emplace("Authorization", header);
  }
  const auto answer = graph.send(request);
  CHECK(answer.code() == "InvalidAuthenticationToken");
  CHECK(answer.headers.contains("WWW-Authenticate"));
  return answer.status;
}

} // namespace

TEST_CASE("Nobody gets in without a good token")
{
  GraphFixture graph;
  const auto long_ago = std::chrono::system_clock::now() - std::chrono::hours(9);
  const auto old = graph.signer.issue({"https://graph.microsoft.com",
                                       graph.tenant.identity().tenant_id,
                                       graph.tenant.identity().client_id,
                                       graph.tenant.identity().client_principal_id,
                                       {},
                                       long_ago,
                                       long_ago + std::chrono::hours(1)});
  const auto now = std::chrono::system_clock::now();
  const auto elsewhere = graph.signer.issue(
      {"https://vault.example", {}, {}, {}, {}, now, now + std::chrono::hours(1)});
  for (const std::string& header : {std::string(),
                                    std::string("Bearer"),
                                    std::string("Bearer "),
                                    std::string("Basic dXNlcjpwYXNz"),
                                    std::string("Bearer garbage"),
                                    std::string("Bearer a.b.c"),
                                    "Bearer " + old,
                                    "Bearer " + elsewhere,
                                    "Bearer " + graph.token + "x"}) {
    CAPTURE(header);
    CHECK(status_with_token(graph, header) == 401);
  }
}

TEST_CASE("Every answer carries its own id and the client's")
{
  GraphFixture graph;
  for (const char* target : {"/users?$top=1", "/users/nobody"}) {
    auto request = graph.request("GET", target);
    request.headers.emplace("Client-Request-Id", "11111111-2222-3333-4444-555555555555");
    const auto answer = graph.send(request);
    CHECK(answer.headers.find("client-request-id")->second ==
          "11111111-2222-3333-4444-555555555555");
    CHECK(answer.headers.find("request-id")->second.size() == 36);
  }
}

TEST_CASE("An error says the same ids inside, and a date without a zone")
{
  GraphFixture graph;
  const auto answer = graph.get("/users/nobody@contoso.example");
  CHECK(answer.status == 404);
  CHECK(answer.code() == "Request_ResourceNotFound");
  CHECK(answer.message().starts_with("Resource 'nobody@contoso.example' does not exist"));
  const auto& inner = answer.json.at("error").at("innerError");
  CHECK(inner.at("request-id") == answer.headers.find("request-id")->second);
  CHECK(inner.at("date").get<std::string>().size() == 19);
}

TEST_CASE("What is not served says so: 400 for a path, 405 for a method")
{
  GraphFixture graph;
  CHECK(graph.get("/").status == 400);
  CHECK(graph.get("/nonsense").status == 400);
  CHECK(graph.get("/nonsense").message() == "Resource not found for the segment 'nonsense'.");
  CHECK(graph.get("/users('x").status == 400);
  CHECK(graph.get("/users('a'b')").status == 400);
  CHECK(graph.act("PUT", "/users").status == 405);
  CHECK(graph.act("PATCH", "/servicePrincipals/x/appRoleAssignedTo/y").status == 405);
  auto beta = graph.request("GET", "/users");
  beta.path = "/beta/users";
  CHECK(graph.send(beta).status == 400);
  beta.path = "/v1.00/users";
  CHECK(graph.send(beta).status == 400);
}

TEST_CASE("A missing permission is a 403, an alternative one is enough")
{
  GraphFixture graph({"User.EnableDisableAccount.All"});
  const auto refused = graph.get("/users");
  CHECK(refused.status == 403);
  CHECK(refused.code() == "Authorization_RequestDenied");
  const std::string user = "/users/" + graph.user_id("john.backus");
  CHECK(graph.send("PATCH", user, {{"accountEnabled", false}}).status == 403);
  graph.token = graph.token_with({"User.EnableDisableAccount.All", "User.Read.All"});
  CHECK(graph.send("PATCH", user, {{"accountEnabled", false}}).status == 204);
  CHECK(graph.send("PATCH", user, {{"jobTitle", "x"}}).status == 403);
  CHECK(graph.act("DELETE", user).status == 403);
  CHECK(graph.get("/auditLogs/provisioning").status == 403);
  graph.token = graph.token_with({"AuditLog.Read.All"});
  CHECK(graph.get("/auditLogs/provisioning").status == 200);
  CHECK(graph.get("/applicationTemplates").status == 200);
}

TEST_CASE("A body that is no JSON object is refused")
{
  GraphFixture graph;
  const std::string target = "/users/" + graph.user_id("john.backus");
  for (const char* body : {"{", "[]", "7", "null", "\"x\"", "{\"accountEnabled\":", "\xff"}) {
    CAPTURE(body);
    CHECK(graph.send(graph.request("PATCH", target, body)).status == 400);
  }
  auto untyped = graph.request("PATCH", target, "{}");
  untyped.headers.erase("Content-Type");
  CHECK(graph.send(untyped).status == 400);
  CHECK(graph.send(graph.request("PATCH", target, std::string(100'000, '['))).status == 400);
}

TEST_CASE("Advanced queries need the header and the count")
{
  GraphFixture graph;
  const std::string ne = "/users?$filter=accountEnabled%20ne%20true";
  CHECK(graph.get(ne).code() == "Request_UnsupportedQuery");
  CHECK(graph.advanced(ne).status == 400);
  CHECK(graph.get(ne + "&$count=true").status == 400);
  CHECK(graph.advanced(ne + "&$count=true").status == 200);
  CHECK(graph.get("/users/$count").status == 400);
  CHECK(graph.get("/users?$search=%22displayName:ada%22").status == 400);
  CHECK(graph.get("/users?$filter=accountEnabled%20eq%20true&$orderby=displayName").status == 400);
}

TEST_CASE("Answering survives hostile paths")
{
  GraphFixture graph;
  for (const char* target : {"/users/%00",
                             "/users/%ff%fe",
                             "/users/..%2f..%2fetc",
                             "/users('%27')",
                             "/users('')",
                             "/users()",
                             "/()",
                             "/users(userPrincipalName='x')",
                             "/groups//members",
                             "/%24batch",
                             "/users/%",
                             "/users/%zz"}) {
    CAPTURE(target);
    const auto answer = graph.get(target);
    CHECK(answer.status >= 400);
    CHECK(answer.status < 500);
  }
}
