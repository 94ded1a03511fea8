#include "support/url_of.hpp"

#include "lpaz/http/request.hpp"

#include <doctest/doctest.h>

using namespace lpaz::http;

TEST_CASE("make_request calls GET, PUT and DELETE idempotent, POST and PATCH not")
{
  CHECK(make_request(HttpMethod::get, lpaz::test::url_of("https://x/")).idempotent);
  CHECK(make_request(HttpMethod::put, lpaz::test::url_of("https://x/")).idempotent);
  CHECK(make_request(HttpMethod::del, lpaz::test::url_of("https://x/")).idempotent);
  CHECK_FALSE(make_request(HttpMethod::post, lpaz::test::url_of("https://x/")).idempotent);
  CHECK_FALSE(make_request(HttpMethod::patch, lpaz::test::url_of("https://x/")).idempotent);
}

TEST_CASE("make_json_request says what its body is")
{
  const auto request = make_json_request(HttpMethod::patch, lpaz::test::url_of("https://x/"), "{}");
  CHECK(request.headers.find("content-type") == "application/json");
  CHECK(request.body == "{}");
}

TEST_CASE("method_name gives the name on the wire")
{
  CHECK(method_name(HttpMethod::get) == "GET");
  CHECK(method_name(HttpMethod::post) == "POST");
  CHECK(method_name(HttpMethod::put) == "PUT");
  CHECK(method_name(HttpMethod::patch) == "PATCH");
  CHECK(method_name(HttpMethod::del) == "DELETE");
}
