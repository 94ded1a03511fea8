#include "support/graph_fixture.hpp"

#include "lpaz/graph/page_iterator.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using http::HttpMethod;
using test::GraphFixture;
using test::json;
using test::json_answer;
using test::page;

namespace {

const std::string k_next_link = "https://graph.example/v1.0/users?$skiptoken=a%20b";

struct Fixture : GraphFixture {
  std::vector<json> items;

  Status walk(graph::GraphRequest request = graph::get_request("/users"))
  {
    return graph::for_each_item(client, std::move(request), [this](const json& item) -> Status {
      items.push_back(item);
      return {};
    });
  }
};

} // namespace

TEST_CASE("A collection of one page is walked in its order")
{
  Fixture f;
  f.transport.on(
      HttpMethod::get, "https://graph.example/v1.0/users", json_answer(200, page({1, 2})));
  CHECK(f.walk());
  CHECK(f.items == std::vector<json>{1, 2});
}

TEST_CASE("The next link is followed verbatim, with the headers of the first page")
{
  Fixture f;
  f.transport.next(json_answer(200, page({1}, k_next_link)));
  f.transport.on(HttpMethod::get, k_next_link, json_answer(200, page({2})));
  CHECK(f.walk(graph::get_eventual_request("/users")));
  CHECK(f.items == std::vector<json>{1, 2});
  const auto& second = f.transport.requests().at(1);
  CHECK(second.headers.find("ConsistencyLevel") == "eventual");
  CHECK(second.headers.find("Accept") == "application/json");
  CHECK(second.idempotent);
}

TEST_CASE("An empty page with a next link is not the end")
{
  Fixture f;
  f.transport.next(json_answer(200, page(json::array(), k_next_link)));
  f.transport.next(json_answer(200, page(json::array(), k_next_link + "2")));
  f.transport.next(json_answer(200, page({3})));
  CHECK(f.walk());
  CHECK(f.items == std::vector<json>{3});
}

TEST_CASE("A thousand empty pages one after the other are the end of patience, not of the list")
{
  for (const int empty : {1000, 1001}) {
    Fixture f;
    for (int i = 0; i < empty; ++i) {
      f.transport.next(json_answer(200, page(json::array(), k_next_link + std::to_string(i))));
    }
    f.transport.next(json_answer(200, page({3}, k_next_link)));
    if (empty == 1000) {
      f.transport.next(json_answer(200, page({4})));
    }
    const auto status = f.walk();
    if (empty == 1000) {
      CHECK(status);
      CHECK(f.items == std::vector<json>{3, 4});
      continue;
    }
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::failed);
    CHECK(status.error().message.find("1000 empty pages") != std::string::npos);
    CHECK(f.items.empty());
  }
}

TEST_CASE("Empty pages with a full one now and then have no limit")
{
  Fixture f;
  for (int i = 0; i < 2500; ++i) {
    const json items = i % 900 == 0 ? json::array({i}) : json::array();
    f.transport.next(json_answer(200, page(items, k_next_link + std::to_string(i))));
  }
  f.transport.next(json_answer(200, page({-1})));
  CHECK(f.walk());
  CHECK(f.items == std::vector<json>{0, 900, 1800, -1});
}

TEST_CASE("A next link of null or of no text is the end")
{
  for (const json& link : {json(), json("")}) {
    Fixture f;
    json last = page({1});
    last["@odata.nextLink"] = link;
    f.transport.next(json_answer(200, last));
    CHECK(f.walk());
    CHECK(f.items.size() == 1);
  }
}

TEST_CASE("A next link that is no text is an error, not the end")
{
  for (const json& link : {json(1), json(true), json::object(), json::array({k_next_link})}) {
    Fixture f;
    json first = page({1});
    first["@odata.nextLink"] = link;
    f.transport.next(json_answer(200, first));
    const auto status = f.walk();
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::failed);
  }
}

TEST_CASE("A next link that came before is an error instead of a circle")
{
  Fixture f;
  f.transport.next(json_answer(200, page({1}, k_next_link)));
  f.transport.next(json_answer(200, page({2}, k_next_link + "2")));
  f.transport.next(json_answer(200, page({3}, k_next_link)));
  const auto status = f.walk();
  REQUIRE_FALSE(status);
  CHECK(status.error().message.find("circle") != std::string::npos);
  CHECK(f.transport.requests().size() == 3);
}

TEST_CASE("A next link to another host, port or scheme is not followed")
{
  for (const std::string link : {"https://evil.example/v1.0/users",
                                 "https://graph.example:8443/v1.0/users",
                                 "http://graph.example/v1.0/users",
                                 "https://graph.example.evil.example/v1.0/users",
                                 "https://graph.example@evil.example/v1.0/users",
                                 "https://graph.example\\@evil.example/v1.0/users",
                                 "https://graph.example%2f@evil.example/v1.0/users",
                                 "https://graph.example%2eevil.example/v1.0/users",
                                 "https://evil.example#@graph.example/v1.0/users",
                                 "https://evil.example?@graph.example/v1.0/users",
                                 "https://[::1]/v1.0/users",
                                 "https:/graph.example/v1.0/users",
                                 "ftp://graph.example/v1.0/users",
                                 "/v1.0/users?$skiptoken=x",
                                 "//evil.example/",
                                 "https://graph.example/v1.0/users\r\nHost: evil.example"}) {
    Fixture f;
    f.transport.next(json_answer(200, page({1}, link)));
    INFO(link);
    const auto status = f.walk();
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::failed); // the service's fault, not the user's
    CHECK(f.transport.requests().size() == 1);
  }
}

TEST_CASE("A next link may write the host in capitals and name the usual port")
{
  Fixture f;
  const std::string link = "https://GRAPH.example:443/v1.0/users?$skiptoken=x";
  f.transport.next(json_answer(200, page({1}, link)));
  f.transport.on(HttpMethod::get, "/v1.0/users?$skiptoken=x", json_answer(200, page({2})));
  CHECK(f.walk());
  CHECK(f.items.size() == 2);
  CHECK(f.transport.requests().at(1).url.text() == "https://graph.example/v1.0/users?$skiptoken=x");
}

TEST_CASE("A page without a list of items is an error, not an empty page")
{
  for (const json& body : {json::object(),
                           json::array(),
                           json(1),
                           json{{"value", nullptr}},
                           json{{"value", "x"}},
                           json{{"value", {{"a", 1}}}}}) {
    Fixture f;
    f.transport.next(json_answer(200, body));
    INFO(body.dump());
    const auto status = f.walk();
    REQUIRE_FALSE(status);
    CHECK(status.error().kind == ErrorKind::failed);
  }
}

TEST_CASE("A first page without any body is an error")
{
  Fixture f;
  f.transport.next(test::answer(204));
  CHECK_FALSE(f.walk());
}

TEST_CASE("The first error of an item ends the walk and is handed on")
{
  GraphFixture f;
  f.transport.next(json_answer(200, page({1, 2, 3}, k_next_link)));
  f.transport.next(json_answer(200, page({4}))); // on its way while the items before it are taken
  int seen = 0;
  const auto status =
      graph::for_each_item(f.client, graph::get_request("/users"), [&seen](const json&) -> Status {
        return ++seen == 2 ? Status(fail(ErrorKind::partial, "enough")) : Status();
      });
  CHECK(seen == 2);
  CHECK(status.error().message == "enough");
}

TEST_CASE("An error of a later page ends the walk after the items that came")
{
  Fixture f;
  f.transport.next(json_answer(200, page({1}, k_next_link)));
  f.transport.next(json_answer(503, test::error_body("serviceNotAvailable", "later")));
  const auto status = f.walk();
  CHECK(status.error().kind == ErrorKind::unavailable);
  CHECK(f.items.size() == 1);
}

TEST_CASE("A walk may begin with a page that was read already")
{
  GraphFixture f;
  f.transport.on(HttpMethod::get, k_next_link, json_answer(200, page({2})));
  std::vector<json> items;
  const auto status = graph::for_each_item_from(f.client,
                                                page({1}, k_next_link),
                                                {{"ConsistencyLevel", "eventual"}},
                                                [&](const json& item) -> Status {
                                                  items.push_back(item);
                                                  return {};
                                                });
  CHECK(status);
  CHECK(items == std::vector<json>{1, 2});
  CHECK(f.transport.requests().at(0).headers.find("ConsistencyLevel") == "eventual");
}
