#include "sandbox/server/compression.hpp"
#include "sandbox/server/router.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz::sandbox::server;

namespace {

Router::Service named(const std::string& name)
{
  return [name](const Request&) { return Response{200, {}, name}; };
}

std::string routed(const Router& router, const std::string& path)
{
  Request request;
  request.path = path;
  return router.route(request).body;
}

} // namespace

TEST_CASE("The longest prefix takes a request, and a prefix ends at a slash")
{
  Router router;
  router.mount("", named("rest"));
  router.mount("/scim", named("scim"));
  router.mount("/scim/v2", named("v2"));
  CHECK(routed(router, "/scim") == "scim");
  CHECK(routed(router, "/scim/Users") == "scim");
  CHECK(routed(router, "/scim/v2/Users") == "v2");
  CHECK(routed(router, "/scimapi") == "rest");
  CHECK(Router().route({}).status == 404);
}

TEST_CASE("Forms are decoded, with '+' for a space and broken escapes as they are")
{
  const auto pairs = parse_form("a=1+2&b=%2B&=x&c&%zz=%&&d=e=f");
  using Pair = std::pair<std::string, std::string>;
  CHECK(pairs == std::vector<Pair>{
                     {"a", "1 2"}, {"b", "+"}, {"", "x"}, {"c", ""}, {"%zz", "%"}, {"d", "e=f"}});
}

TEST_CASE("Segments are decoded after they were split")
{
  CHECK(path_segments("/users/a%2Fb") == std::vector<std::string>{"users", "a/b"});
  CHECK(path_segments("/a//b") == std::vector<std::string>{"a", "", "b"});
}

TEST_CASE("Headers are found in any case")
{
  Request request;
  request.headers.emplace("Content-Type", "x");
  CHECK(request.header("content-TYPE") == "x");
  CHECK(request.header("Accept").empty());
}

TEST_CASE("gzip is used for whoever accepts it, and makes texts shorter")
{
  CHECK(accepts_gzip("deflate, GZIP;q=0.5"));
  CHECK_FALSE(accepts_gzip("gzip;q=0, br"));
  CHECK_FALSE(accepts_gzip(""));
  const std::string text(10'000, 'a');
  const auto packed = gzip(text);
  REQUIRE(packed);
  CHECK(packed->size() < 200);
  CHECK(packed->substr(0, 2) == "\x1f\x8b");
}
