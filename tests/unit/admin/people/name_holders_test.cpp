#include "admin/people/name_holders.hpp"
#include "support/fake_graph.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace lpaz;
using test::json;

namespace {

std::vector<std::string> ids_of(const std::vector<graph::User>& users)
{
  std::vector<std::string> ids;
  for (const graph::User& user : users) {
    ids.push_back(user.id);
  }
  return ids;
}

} // namespace

TEST_CASE("whoever has a name as principal name or as mail address holds it, in whatever case")
{
  test::FakeGraphFixture f;
  const json ann = {{"id", "1"}, {"userPrincipalName", "Ann@x"}, {"mail", "a.b@x"}};
  const json bob = {{"id", "2"}, {"userPrincipalName", "bob@x"}, {"mail", "ANN@x"}};
  f.graph.on("GET /users?", 200, test::list_of({ann}));
  f.graph.on("GET /users?", 200, test::list_of({bob, ann}));
  const auto holders = admin::read_name_holders(f.client, {"ann@X", "A.B@x", ""});
  REQUIRE(holders);
  CHECK(ids_of(holders->of("aNN@x")) == std::vector<std::string>{"1", "2"});
  CHECK(ids_of(holders->of("a.b@x")) == std::vector<std::string>{"1"});
  CHECK(holders->of("eve@x").empty());
  CHECK(holders->of("").empty());
  CHECK(f.graph.http_requests() == 1);
  CHECK(f.graph.call_texts()[0].find("userPrincipalName in ('a.b@x','ann@x')") !=
        std::string::npos);
  CHECK(f.graph.call_texts()[1].find("mail in ('a.b@x','ann@x')") != std::string::npos);
}

TEST_CASE("nobody is asked for without a name, and a refusal is not taken for nobody")
{
  test::FakeGraphFixture f;
  CHECK(admin::read_name_holders(f.client, {""}));
  CHECK(f.graph.http_requests() == 0);
  f.graph.always("GET /users", 403, {{"error", {{"code", "x"}, {"message", "no"}}}});
  CHECK_FALSE(admin::read_name_holders(f.client, {"ann@x"}));
}
