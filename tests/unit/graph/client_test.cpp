#include "support/graph_fixture.hpp"

#include "lpaz/graph/client.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace lpaz;
using http::HttpMethod;
using test::answer;
using test::error_body;
using test::GraphFixture;
using test::json;
using test::json_answer;

TEST_CASE("A request goes to version 1.0 of the endpoint with all that it says")
{
  GraphFixture f;
  f.transport.on(HttpMethod::patch, "https://graph.example/v1.0/users/1", answer(204));
  auto request = graph::repeatable(graph::patch_request("/users/1", {{"a", 1}}));
  request.headers.set("ConsistencyLevel", "eventual");
  request.timeout = std::chrono::seconds(120);
  CHECK(f.client.send(request));
  const auto& sent = f.transport.requests().at(0);
  CHECK(sent.body == R"({"a":1})");
  CHECK(sent.idempotent);
  CHECK(sent.timeout == std::chrono::seconds(120));
  CHECK(sent.headers.find("Content-Type") == "application/json");
  CHECK(sent.headers.find("ConsistencyLevel") == "eventual");
  CHECK(sent.headers.find("Accept") == "application/json");
}

TEST_CASE("The answer is its JSON, or null where there is none")
{
  GraphFixture f;
  f.transport.next(json_answer(200, {{"id", "1"}}));
  f.transport.next(json_answer(202, {{"id", "2"}}));
  f.transport.next(answer(204));
  const auto request = graph::get_request("/x");
  CHECK(*f.client.send(request) == json{{"id", "1"}});
  CHECK(*f.client.send(request) == json{{"id", "2"}});
  CHECK(f.client.send(request)->is_null());
}

TEST_CASE("A 2xx answer that is not JSON is an error")
{
  for (const std::string body : {"<html>", "{", "{\"a\":1"}) {
    GraphFixture f;
    f.transport.next(answer(200, body));
    const auto result = f.client.send(graph::get_request("/x"));
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::failed);
    CHECK(result.error().message == "the answer of Graph is not JSON");
  }
}

TEST_CASE("A request by itself is marked as not repeatable, and its answer comes with any status")
{
  GraphFixture f;
  f.transport.on(HttpMethod::put, "https://graph.example/v1.0/x", answer(503, "away"));
  const auto request = graph::repeatable(graph::put_request("/x", {{"a", 1}}));
  const auto response = f.client.send_once(request);
  REQUIRE(response);
  CHECK(response->status == 503);
  CHECK(response->body == "away");
  CHECK_FALSE(f.transport.requests().at(0).idempotent);
  CHECK(f.transport.requests().at(0).body == R"({"a":1})");
}

TEST_CASE("An answer that nests without end is refused")
{
  GraphFixture f;
  f.transport.next(answer(200, std::string(100'000, '[')));
  CHECK_FALSE(f.client.send(graph::get_request("/x")));
}

TEST_CASE("A redirect is an error that names what to look at")
{
  for (const int status : {301, 302, 307, 308}) {
    GraphFixture f;
    f.transport.next(answer(status, "", {{"Location", "https://evil.example/"}}));
    const auto result = f.client.send(graph::get_request("/x"));
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::failed);
    CHECK(result.error().hint.find("LPAZ_GRAPH_ENDPOINT") != std::string::npos);
  }
}

TEST_CASE("A status below 200 is no success")
{
  GraphFixture f;
  f.transport.next(answer(101));
  CHECK_FALSE(f.client.send(graph::get_request("/x")));
}

TEST_CASE("A 403 names the permission that the request needs")
{
  GraphFixture f;
  f.transport.next(json_answer(403, error_body("Authorization_RequestDenied", "no")));
  const auto result = f.client.send(graph::needs(graph::get_request("/x"), "User.Read.All"));
  CHECK(result.error().kind == ErrorKind::permission);
  CHECK(result.error().hint.find("permission User.Read.All") != std::string::npos);
}

TEST_CASE("A missing permission of the synchronization service is named as well")
{
  GraphFixture f;
  f.transport.next(json_answer(401, error_body("UnknownError", "")));
  const auto result =
      f.client.send(graph::needs(graph::get_request("/x"), "Synchronization.Read.All"));
  CHECK(result.error().kind == ErrorKind::permission);
  CHECK(result.error().hint.find("Synchronization.Read.All") != std::string::npos);
}

TEST_CASE("Other errors do not speak of permissions")
{
  GraphFixture f;
  f.transport.next(json_answer(404, error_body("Request_ResourceNotFound", "no")));
  const auto result = f.client.send(graph::needs(graph::get_request("/x"), "User.Read.All"));
  CHECK(result.error().hint.empty());
}

TEST_CASE("A missing licence is not hidden behind the name of a permission")
{
  GraphFixture f;
  f.transport.next(json_answer(
      403, error_body("Authentication_RequestFromNonPremiumTenantOrB2CTenant", "licence")));
  const auto result =
      f.client.send(graph::needs(graph::get_request("/x"), "ProvisioningLog.Read.All"));
  CHECK(result.error().hint.find("ProvisioningLog.Read.All") == std::string::npos);
  CHECK(result.error().hint.find("P1") != std::string::npos);
}

TEST_CASE("A failure of the transport is handed on as it is")
{
  GraphFixture f;
  f.transport.next(Result<http::HttpResponse>(fail(ErrorKind::unavailable, "connection refused")));
  const auto status = f.client.send(graph::get_request("/x"));
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::unavailable);
  CHECK(status.error().message == "connection refused");
}

TEST_CASE("References are URLs of the Graph host that is asked")
{
  GraphFixture f;
  CHECK(f.client.directory_object_url("1") == "https://graph.example/v1.0/directoryObjects/1");
}

TEST_CASE("Parts are sent once: who asked for them decides what is repeated")
{
  GraphFixture f;
  const json throttled = {{"id", "1"}, {"status", 429}, {"headers", {{"Retry-After", "7"}}}};
  const json done = {{"id", "2"}, {"status", 204}};
  f.transport.next(json_answer(200, {{"responses", {done, throttled}}}));
  const auto parts =
      f.client.send_parts({graph::delete_request("/users/1"), graph::delete_request("/users/2")},
                          graph::BatchOrder::serial);
  REQUIRE(parts);
  REQUIRE(parts->size() == 2);
  CHECK((*parts)[0]->status == 429);
  CHECK((*parts)[0]->headers.find("Retry-After") == "7");
  CHECK((*parts)[1]->status == 204);
  REQUIRE(f.transport.requests().size() == 1);
  CHECK_FALSE(f.transport.requests()[0].idempotent);
  CHECK(f.parts_sent(0)[1].at("dependsOn") == json{"1"});
}

TEST_CASE("A batch that cannot be read leaves open what became of its parts")
{
  GraphFixture f;
  f.transport.next(json_answer(200, {{"value", 1}}));
  const auto parts = f.client.send_parts({graph::get_request("/x")}, graph::BatchOrder::parallel);
  REQUIRE_FALSE(parts);
  CHECK(parts.error().kind == ErrorKind::unavailable);
}
