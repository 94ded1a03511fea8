#include "graph_fixture.hpp"
#include "sandbox/graph/request_cost.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using server::Quota;

namespace {

// Graph with a write quota of its own.
class ThrottledGraph {
public:
  explicit ThrottledGraph(std::string_view order)
      : throttle(*server::parse_throttle(order)),
        service({graph.tenant, graph.signer, graph.faults, &graph.provisioning, &throttle})
  {
  }

  server::Response get(std::string_view target) const
  {
    return service.respond(graph.request("GET", target));
  }

  server::Response block(const std::string& alias) const
  {
    return service.respond(
        graph.request("PATCH", "/users/" + graph.user_id(alias), R"({"accountEnabled":false})"));
  }

  test::GraphFixture graph;
  server::Throttle throttle;
  graph::GraphService service;
};

std::string header(const server::Headers& headers, std::string_view name)
{
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

server::Cost cost(std::string_view method, std::string_view pattern, const std::string& query = {})
{
  server::Request request;
  request.query = query;
  return graph::cost_of({method, pattern, "", nullptr}, *graph::parse_query_options(request));
}

} // namespace

TEST_CASE("A call costs what the service charges for it")
{
  struct Row {
    std::string_view method;
    std::string_view pattern;
    const char* query;
    server::Cost cost; // units, writes, reports, on demand
  };
  for (const auto& row : std::initializer_list<Row>{
           {"GET", "users", "", {2, 0, 0, 0}},
           {"GET", "users", "$select=id", {1, 0, 0, 0}},
           {"GET", "users", "$top=5", {1, 0, 0, 0}},
           {"GET", "users", "$top=20", {2, 0, 0, 0}},
           {"GET", "users", "$top=5&$select=id", {1, 0, 0, 0}},
           {"GET", "users/{}", "", {1, 0, 0, 0}},
           {"GET", "users/{}", "$expand=manager", {2, 0, 0, 0}},
           {"GET", "groups/{}/members", "", {3, 0, 0, 0}},
           {"GET", "groups/{}/members/{}", "", {3, 0, 0, 0}},
           {"GET", "groups/{}/transitiveMembers", "$select=id", {4, 0, 0, 0}},
           {"GET", "users/{}/transitiveMemberOf/{}", "", {2, 0, 0, 0}},
           {"GET", "subscribedSkus", "", {3, 0, 0, 0}},
           {"POST", "users/{}/checkMemberGroups", "", {4, 0, 0, 0}},
           {"PATCH", "users/{}", "", {1, 1, 0, 0}},
           {"DELETE", "groups/{}/members/{}/$ref", "", {1, 1, 0, 0}},
           {"POST", "users/{}/revokeSignInSessions", "", {1, 1, 0, 0}},
           {"GET", "auditLogs/provisioning", "", {0, 0, 1, 0}},
           {"GET", "servicePrincipals/{}/synchronization/jobs/{}", "", {0, 0, 0, 0}},
           {"POST",
            "servicePrincipals/{}/synchronization/jobs/{}/provisionOnDemand",
            "",
            {0, 0, 0, 1}}}) {
    CAPTURE(row.method);
    CAPTURE(row.pattern);
    CAPTURE(row.query);
    CHECK(cost(row.method, row.pattern, row.query) == row.cost);
  }
}

TEST_CASE("Writes beyond the quota are refused and not carried out")
{
  const ThrottledGraph throttled("2/1000");
  CHECK(throttled.block("john.backus").status == 204);
  CHECK(throttled.block("barbara.liskov").status == 204);
  const auto refused = throttled.block("margaret.hamilton");
  CHECK(refused.status == 429);
  const int wait = std::stoi(header(refused.headers, "Retry-After"));
  CHECK(wait > 500);
  CHECK(wait <= 1000);
  CHECK(header(refused.headers, "x-ms-throttle-information") == "WriteLimitExceeded");
  CHECK(header(refused.headers, "x-ms-throttle-scope").starts_with("Tenant_Application/"));
  CHECK(std::stod(header(refused.headers, "x-ms-throttle-limit-percentage")) > 1);
  CHECK(Json::parse(refused.body).at("error").at("code") == "TooManyRequests");
  CHECK_FALSE(header(refused.headers, "request-id").empty());
  const auto directory = throttled.graph.tenant.read();
  CHECK(directory->find_user_by_name("margaret.hamilton@contoso.example")->account_enabled);
}

TEST_CASE("The warning comes from 80 % of a quota on, the cost with every answer")
{
  const ThrottledGraph throttled("10/1000");
  const auto early = throttled.block("john.backus");
  CHECK(header(early.headers, "x-ms-resource-unit") == "1");
  CHECK(header(early.headers, "x-ms-throttle-limit-percentage").empty());
  for (int i = 0; i < 6; ++i) {
    CHECK(header(throttled.block("john.backus").headers, "x-ms-throttle-limit-percentage").empty());
  }
  CHECK(header(throttled.block("john.backus").headers, "x-ms-throttle-limit-percentage") == "0.80");
  CHECK(header(throttled.get("/users/nobody@contoso.example").headers, "x-ms-resource-unit") ==
        "1");
}

TEST_CASE("The parts of a batch are counted one by one, each refusal with its own wait")
{
  const ThrottledGraph throttled("2/1000");
  Json requests = Json::array();
  for (const auto* alias : {"john.backus", "barbara.liskov", "margaret.hamilton"}) {
    requests.push_back({{"id", alias},
                        {"method", "PATCH"},
                        {"url", "/users/" + throttled.graph.user_id(alias)},
                        {"headers", {{"Content-Type", "application/json"}}},
                        {"body", {{"accountEnabled", false}}}});
  }
  const auto answer = throttled.service.respond(
      throttled.graph.request("POST", "/$batch", Json{{"requests", requests}}.dump()));
  CHECK(answer.status == 200);
  CHECK(header(answer.headers, "Retry-After").empty());
  const auto parts = Json::parse(answer.body).at("responses");
  REQUIRE(parts.size() == 3);
  CHECK(parts[0].at("status") == 204);
  CHECK(parts[1].at("status") == 204);
  CHECK(parts[2].at("status") == 429);
  CHECK(parts[2].at("body").at("error").at("code") == "TooManyRequests");
  CHECK(std::stoi(parts[2].at("headers").at("Retry-After").get<std::string>()) > 500);
}

TEST_CASE("Reports and provisioning on demand have quotas of their own, on the tenant's calendar")
{
  ThrottledGraph throttled("on");
  for (int i = 0; i < 5; ++i) {
    CHECK(throttled.get("/auditLogs/provisioning").status == 200);
  }
  CHECK(throttled.get("/auditLogs/directoryAudits").status == 429);
  CHECK(throttled.get("/users").status == 200);
  throttled.graph.tenant.clock().advance(std::chrono::seconds(60));
  CHECK(throttled.get("/auditLogs/provisioning").status == 200);
}

TEST_CASE("A service without a throttle says nothing about costs")
{
  const test::GraphFixture graph;
  CHECK(header(graph.get("/users").headers, "x-ms-resource-unit").empty());
}
