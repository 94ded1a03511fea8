#include "sandbox/engine/http_scim_sender.hpp"
#include "support/loopback_server.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace lpaz;
using namespace lpaz::sandbox::engine;

TEST_CASE("SCIM requests travel over one kept connection with token and media type")
{
  test::LoopbackServer server({{test::http_answer("201 Created", R"({"id":"1"})")},
                               {test::http_answer("404 Not Found", "gone")}});
  const auto sender = make_http_scim_sender();
  const auto created = sender->send(
      {"POST", server.url("/scim/Users?a=b"), util::Secret("token"), R"({"userName":"ada"})"});
  REQUIRE(created);
  CHECK(created->status == 201);
  CHECK(created->body == R"({"id":"1"})");
  const auto gone =
      sender->send({"DELETE", server.url("/scim/Users/1"), util::Secret("token"), ""});
  REQUIRE(gone);
  CHECK(gone->status == 404);
  CHECK(gone->body == "gone");

  const auto requests = server.requests();
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].starts_with("POST /scim/Users?a=b HTTP/1.1\r\n"));
  CHECK(requests[0].find("Authorization: Bearer token\r\n") != std::string::npos);
  CHECK(requests[0].find("Content-Type: application/scim+json") != std::string::npos);
  CHECK(requests[0].ends_with(R"({"userName":"ada"})"));
  CHECK(requests[1].starts_with("DELETE /scim/Users/1 HTTP/1.1\r\n"));
  CHECK(server.connections() == 1);
}

TEST_CASE("a target that is not there is an error without an answer")
{
  const auto sender = make_http_scim_sender();
  const auto answer = sender->send({"GET", "http://127.0.0.1:1/Users", util::Secret("token"), ""});
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::unavailable);
  CHECK(answer.error().message.find("token") == std::string::npos);
  CHECK_FALSE(sender->send({"GET", "ftp://x", util::Secret("token"), ""}));
}
