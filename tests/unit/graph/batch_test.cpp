#include "support/graph_fixture.hpp"

#include "lpaz/graph/batch.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace lpaz;
using graph::BatchOrder;
using test::json;
using test::part;

namespace {

json encode(const std::vector<graph::GraphRequest>& requests,
            BatchOrder order = BatchOrder::parallel)
{
  std::vector<const graph::GraphRequest*> pointers;
  for (const auto& request : requests) {
    pointers.push_back(&request);
  }
  return json::parse(graph::encode_batch(pointers, order)).at("requests");
}

std::vector<Result<http::HttpResponse>> decode(json parts, std::size_t count)
{
  auto responses = graph::decode_batch({{"responses", std::move(parts)}}, count);
  REQUIRE(responses);
  REQUIRE(responses->size() == count);
  return *responses;
}

} // namespace

TEST_CASE("A batch numbers its parts from 1 and gives their URLs relative to the version")
{
  const json parts =
      encode({graph::get_request("/users?$top=1"), graph::delete_request("/users/1")});
  CHECK(parts == json::array({{{"id", "1"}, {"method", "GET"}, {"url", "/users?$top=1"}},
                              {{"id", "2"}, {"method", "DELETE"}, {"url", "/users/1"}}}));
}

TEST_CASE("A body travels in a batch as JSON with its content type")
{
  const json parts = encode({graph::patch_request("/users/1", {{"accountEnabled", false}})});
  CHECK(parts[0] == json{{"id", "1"},
                         {"method", "PATCH"},
                         {"url", "/users/1"},
                         {"headers", {{"Content-Type", "application/json"}}},
                         {"body", {{"accountEnabled", false}}}});
}

TEST_CASE("A POST without a body gets an empty one in a batch")
{
  const json parts = encode({graph::action_request("/users/1/revokeSignInSessions")});
  CHECK(parts[0].at("body") == json::object());
  CHECK(parts[0].at("headers") == json{{"Content-Type", "application/json"}});
}

TEST_CASE("Headers of a part travel with it")
{
  const json parts = encode({graph::get_eventual_request("/users?$count=true")});
  CHECK(parts[0].at("headers") == json{{"ConsistencyLevel", "eventual"}});
  CHECK_FALSE(parts[0].contains("body"));
}

TEST_CASE("A parallel batch has no dependencies, in a serial one each part waits for the last")
{
  const std::vector<graph::GraphRequest> requests(3, graph::get_request("/x"));
  for (const json& each : encode(requests)) {
    CHECK_FALSE(each.contains("dependsOn"));
  }
  const json serial = encode(requests, BatchOrder::serial);
  CHECK_FALSE(serial[0].contains("dependsOn"));
  CHECK(serial[1].at("dependsOn") == json{"1"});
  CHECK(serial[2].at("dependsOn") == json{"2"});
}

TEST_CASE("Parts are put in the order of the requests, however Graph sends them")
{
  const auto responses =
      decode({part("3", 204), part("1", 200, {{"a", 1}}), part("2", 404, {{"b", 2}})}, 3);
  CHECK(responses[0]->status == 200);
  CHECK(responses[0]->body == R"({"a":1})");
  CHECK(responses[1]->status == 404);
  CHECK(responses[2]->status == 204);
  CHECK(responses[2]->body.empty());
}

TEST_CASE("A part that is missing is an error of its own, of unknown outcome")
{
  const auto responses = decode({part("2", 204)}, 3);
  CHECK(responses[1].has_value());
  for (const std::size_t i : {0U, 2U}) {
    REQUIRE_FALSE(responses[i].has_value());
    CHECK(responses[i].error().kind == ErrorKind::unavailable);
  }
}

TEST_CASE("Of parts with the same id none is believed, and no other part is touched")
{
  const auto responses = decode({part("1", 204), part("1", 403), part("2", 204)}, 2);
  CHECK_FALSE(responses[0].has_value());
  CHECK(responses[1]->status == 204);
}

TEST_CASE("Parts nobody asked for are ignored")
{
  const auto responses = decode({part("0", 204),
                                 part("3", 204),
                                 part("-1", 204),
                                 part("99999999999999999999", 204),
                                 part("x", 204),
                                 part("", 204),
                                 part("1", 204)},
                                2);
  CHECK(responses[0]->status == 204);
  CHECK_FALSE(responses[1].has_value());
}

TEST_CASE("Parts of a wrong shape count as missing")
{
  for (const json& wrong : {json(1),
                            json(),
                            json("1"),
                            json::array(),
                            json::object(),
                            json{{"id", 1}, {"status", 200}},
                            json{{"id", "1"}},
                            json{{"id", "1"}, {"status", "200"}},
                            json{{"id", "1"}, {"status", 0}},
                            json{{"id", "1"}, {"status", 99}},
                            json{{"id", "1"}, {"status", 600}},
                            json{{"id", "1"}, {"status", -200}},
                            json{{"id", "1"}, {"status", 4294967496}},
                            json{{"id", "1"}, {"status", 200.5}}}) {
    INFO(wrong.dump());
    CHECK_FALSE(decode(json::array({wrong}), 1)[0].has_value());
  }
}

TEST_CASE("Headers of a part are found in any case, and only texts and numbers are taken")
{
  const auto responses = decode({part("1", 429, nullptr, {{"retry-after", "7"}, {"X", {1}}}),
                                 part("2", 429, nullptr, {{"Retry-After", 8}}),
                                 part("3", 429, nullptr, {"Retry-After"})},
                                3);
  CHECK(responses[0]->headers.find("Retry-After") == "7");
  CHECK_FALSE(responses[0]->headers.find("X").has_value());
  CHECK(responses[1]->headers.find("Retry-After") == "8");
  CHECK(responses[2]->headers.size() == 0);
}

TEST_CASE("A body of a part may be text or null")
{
  const auto responses =
      decode({part("1", 200, "12"), json{{"id", "2"}, {"status", 200}, {"body", nullptr}}}, 2);
  CHECK(responses[0]->body == "\"12\"");
  CHECK(responses[1]->body.empty());
}

TEST_CASE("A part that waited for one that failed comes as 424")
{
  const auto responses = decode({part("1", 403), part("2", 424)}, 2);
  CHECK(responses[1]->status == 424);
}

TEST_CASE("An answer without a list of parts is an error of the whole batch")
{
  for (const json& body : {json(),
                           json::object(),
                           json::array(),
                           json{{"responses", nullptr}},
                           json{{"responses", {{"id", "1"}}}}}) {
    const auto responses = graph::decode_batch(body, 1);
    REQUIRE_FALSE(responses);
    CHECK(responses.error().kind == ErrorKind::unavailable);
  }
}
