#include "lpaz/graph/request.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace lpaz;
using http::HttpMethod;

TEST_CASE("A GET may be repeated and has neither body nor headers")
{
  const auto request = graph::get_request("/users");
  CHECK(request.method == HttpMethod::get);
  CHECK(request.path == "/users");
  CHECK(request.idempotent);
  CHECK(request.body.empty());
  CHECK(request.headers.size() == 0);
}

TEST_CASE("A GET of the eventually consistent index says so in a header")
{
  const auto request = graph::get_eventual_request("/users");
  CHECK(request.headers.find("ConsistencyLevel") == "eventual");
  CHECK(request.idempotent);
}

TEST_CASE("Requests with a body carry it as JSON with its content type")
{
  const nlohmann::json body = {{"a", 1}};
  for (const auto& request : {graph::post_request("/x", body),
                              graph::patch_request("/x", body),
                              graph::put_request("/x", body)}) {
    CHECK(request.body == R"({"a":1})");
    CHECK(request.headers.find("Content-Type") == "application/json");
  }
}

TEST_CASE("A body with bytes that are not UTF-8 is sent with replacement characters")
{
  const auto request = graph::post_request("/x", {{"a", "\xff"}});
  CHECK(request.body == "{\"a\":\"\xef\xbf\xbd\"}");
}

TEST_CASE("Only methods that end in the same state may be repeated unasked")
{
  CHECK_FALSE(graph::post_request("/x", {}).idempotent);
  CHECK_FALSE(graph::patch_request("/x", {}).idempotent);
  CHECK_FALSE(graph::action_request("/x").idempotent);
  CHECK(graph::put_request("/x", {}).idempotent);
  CHECK(graph::delete_request("/x").idempotent);
  CHECK(graph::repeatable(graph::action_request("/x")).idempotent);
}

TEST_CASE("An action is a POST without a body and without a content type")
{
  const auto request = graph::action_request("/x/start");
  CHECK(request.method == HttpMethod::post);
  CHECK(request.body.empty());
  CHECK_FALSE(request.headers.find("Content-Type").has_value());
}

TEST_CASE("A delete has no body")
{
  const auto request = graph::delete_request("/x");
  CHECK(request.method == HttpMethod::del);
  CHECK(request.body.empty());
}

TEST_CASE("Naming the permission leaves the request as it was")
{
  const auto request = graph::needs(graph::get_request("/x"), "User.Read.All");
  CHECK(request.permission == "User.Read.All");
  CHECK(request.path == "/x");
  CHECK(request.idempotent);
}
