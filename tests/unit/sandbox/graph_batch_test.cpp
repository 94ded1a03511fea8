#include "graph_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz::sandbox;
using lpaz::util::Json;
using test::Answered;
using test::GraphFixture;

namespace {

Json part(const std::string& id, const std::string& method, const std::string& url)
{
  return {{"id", id}, {"method", method}, {"url", url}};
}

Json with_body(Json made, Json body)
{
  made["headers"]["Content-Type"] = "application/json";
  made["body"] = std::move(body);
  return made;
}

Answered run(const GraphFixture& graph, Json requests)
{
  return graph.send("POST", "/$batch", {{"requests", std::move(requests)}});
}

const Json& response_of(const Answered& answer, const std::string& id)
{
  for (const auto& response : answer.json.at("responses")) {
    if (response.at("id") == id) {
      return response;
    }
  }
  FAIL("no response with this id");
  return answer.json;
}

} // namespace

TEST_CASE("Every part of a batch has its own status and body")
{
  GraphFixture graph;
  const auto answer =
      run(graph,
          {part("1", "GET", "/users/" + graph.user_id("ada.lovelace") + "?$select=displayName"),
           part("2", "get", "users/nobody@contoso.example")});
  CHECK(answer.status == 200);
  CHECK(response_of(answer, "1").at("status") == 200);
  CHECK(response_of(answer, "1").at("body").at("displayName") == "Ada Lovelace");
  CHECK(response_of(answer, "2").at("status") == 404);
  CHECK(response_of(answer, "2").at("body").at("error").at("code") == "Request_ResourceNotFound");
}

TEST_CASE("What depends on a part that failed is not tried")
{
  GraphFixture graph;
  const std::string user = "/users/" + graph.user_id("john.backus");
  Json second = with_body(part("b", "POST", user + "/revokeSignInSessions"), Json::object());
  second["dependsOn"] = {"A"};
  Json third = with_body(part("c", "POST", user + "/revokeSignInSessions"), Json::object());
  third["dependsOn"] = {"b"};
  SUBCASE("failed")
  {
    const auto answer = run(
        graph, {third, second, with_body(part("a", "PATCH", user), {{"accountEnabled", "no"}})});
    CHECK(response_of(answer, "a").at("status") == 400);
    CHECK(response_of(answer, "b").at("status") == 424);
    CHECK(response_of(answer, "c").at("status") == 424);
  }
  SUBCASE("done, whatever the order in which they stand")
  {
    const auto answer = run(
        graph, {third, second, with_body(part("a", "PATCH", user), {{"accountEnabled", false}})});
    CHECK(response_of(answer, "a").at("status") == 204);
    CHECK(response_of(answer, "b").at("status") == 200);
    CHECK(response_of(answer, "c").at("status") == 200);
  }
}

TEST_CASE("A malformed batch is refused as a whole")
{
  GraphFixture graph;
  const Json good = part("1", "GET", "/users");
  Json looping = good;
  looping["dependsOn"] = {"2"};
  Json looping_back = part("2", "GET", "/users");
  looping_back["dependsOn"] = {"1"};
  Json lost = good;
  lost["dependsOn"] = {"9"};
  Json too_many = Json::array();
  for (int i = 0; i < 21; ++i) {
    too_many.push_back(part(std::to_string(i), "GET", "/users"));
  }
  for (const Json& requests :
       {Json::array(),
        Json("text"),
        Json({{"1", good}}),
        Json::array({good, part("1", "GET", "/groups")}),
        Json::array({part("a", "GET", "/users"), part("A", "GET", "/users")}),
        Json::array({looping, looping_back}),
        Json::array({lost}),
        Json::array({part("", "GET", "/users")}),
        Json::array({part("1", "TRACE", "/users")}),
        Json::array({part("1", "GET", "")}),
        Json::array({part("1", "GET", "https://graph.example/users")}),
        Json::array({7}),
        too_many}) {
    CAPTURE(requests.dump());
    CHECK(run(graph, requests).status == 400);
  }
  CHECK(graph.act("POST", "/$batch").status == 400);
}

TEST_CASE("Parts with a body need a content type, and a POST needs a body")
{
  GraphFixture graph;
  const std::string user = "/users/" + graph.user_id("john.backus");
  Json no_type = part("1", "PATCH", user);
  no_type["body"] = {{"accountEnabled", false}};
  const auto answer = run(graph,
                          {no_type,
                           part("2", "POST", user + "/revokeSignInSessions"),
                           with_body(part("3", "POST", "/$batch"), {{"requests", Json::array()}})});
  for (const char* id : {"1", "2", "3"}) {
    CHECK(response_of(answer, id).at("status") == 400);
  }
  CHECK(graph.get(user + "?$select=accountEnabled").json.at("accountEnabled") == true);
}

TEST_CASE("A part takes its headers from itself")
{
  GraphFixture graph;
  Json counted = part("1", "GET", "/users?$count=true&$top=1");
  counted["headers"] = {{"consistencylevel", "eventual"}};
  const auto answer = run(graph, {counted, part("2", "GET", "/users?$count=true&$top=1")});
  CHECK(response_of(answer, "1").at("body").contains("@odata.count"));
  CHECK(response_of(answer, "2").at("status") == 400);
}

TEST_CASE("A fault that was ordered for a route also meets the parts of a batch")
{
  GraphFixture graph;
  server::Fault fault;
  fault.path = "/v1.0/users/";
  fault.status = 429;
  fault.retry_after = "7";
  graph.faults.add(fault);
  const std::string url = "/users/" + graph.user_id("john.backus");
  const auto answer = run(graph, {part("1", "GET", url), part("2", "GET", url)});
  CHECK(response_of(answer, "1").at("status") == 429);
  CHECK(response_of(answer, "1").at("headers").at("Retry-After") == "7");
  CHECK(response_of(answer, "2").at("status") == 200);
}

TEST_CASE("A count inside a batch is text and travels as base64")
{
  GraphFixture graph;
  Json count = part("1", "GET", "/groups/$count");
  count["headers"] = {{"ConsistencyLevel", "eventual"}};
  CHECK(response_of(run(graph, {count}), "1").at("body") == "Nw==");
}
