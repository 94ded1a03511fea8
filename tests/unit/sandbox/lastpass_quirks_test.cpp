#include "sandbox/lastpass/quirks.hpp"
#include "support/scim_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace std::chrono_literals;
using test::ScimFixture;

namespace {

sandbox::server::Response
state(ScimFixture& scim, std::string method, const std::string& path, std::string body = {})
{
  sandbox::server::Request request;
  request.method = std::move(method);
  request.path = "/lastpass" + path;
  request.body = std::move(body);
  return scim.lastpass.serve_state(request);
}

void use(ScimFixture& scim, const std::string& quirks)
{
  REQUIRE(state(scim, "POST", "/quirks", quirks).status == 204);
}

std::string status_of(ScimFixture& scim, const std::string& name)
{
  return util::Json::parse(state(scim, "GET", "/users/" + name).body)["status"];
}

constexpr std::string_view k_disable = R"([{"op":"Replace","path":"active","value":"False"}])";

} // namespace

TEST_CASE("quirks that make no sense are refused and change nothing")
{
  CHECK_FALSE(sandbox::lastpass::parse_quirks(util::Json::array()));
  CHECK_FALSE(sandbox::lastpass::parse_quirks({{"memberRemoval", "some"}}));
  CHECK_FALSE(sandbox::lastpass::parse_quirks({{"elsewhere", {1}}}));
  ScimFixture scim;
  use(scim, R"({"elsewhere":["ada@x"]})");
  CHECK(state(scim, "POST", "/quirks", "nonsense").status == 400);
  CHECK(scim.send("POST", "/Users", R"({"userName":"Ada@x"})").status == 409);
  use(scim, "{}");
  CHECK(scim.send("POST", "/Users", R"({"userName":"Ada@x"})").status == 201);
}

TEST_CASE("text for a truth value is refused where the server wants a boolean")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  use(scim, R"({"textAsTruth":false})");
  CHECK(scim.send("PATCH", "/Users/" + ada, test::patch(k_disable)).status == 400);
  CHECK(status_of(scim, "ada@x") == "Invited");
  CHECK(scim.send("PATCH",
                  "/Users/" + ada,
                  test::patch(R"([{"op":"replace","path":"active","value":false}])"))
            .status == 200);
  CHECK(status_of(scim, "ada@x") == "Disabled");
}

TEST_CASE("a removal with a list takes the named, all or none; one with a filter the named")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  const auto bob = scim.add_user("bob@x");
  const auto group = scim.add_group("Sales");
  const auto members = [&] { return scim.json("GET", "/Groups/" + group)["members"].size(); };
  const auto send = [&](const std::string& operation) {
    CHECK(scim.send("PATCH", "/Groups/" + group, test::patch("[" + operation + "]")).status == 204);
  };
  const std::string list = R"("path":"members","value":[{"value":")" + ada + R"("}]})";
  send(R"({"op":"Add",)" + list);
  send(R"({"op":"Add","path":"members","value":[{"value":")" + bob + R"("}]})");
  REQUIRE(members() == 2);

  SUBCASE("named")
  {
    send(R"({"op":"Remove",)" + list);
    CHECK(members() == 1);
  }
  SUBCASE("all")
  {
    use(scim, R"({"memberRemoval":"all"})");
    send(R"({"op":"Remove",)" + list);
    CHECK(members() == 0);
  }
  SUBCASE("ignored")
  {
    use(scim, R"({"memberRemoval":"ignored"})");
    send(R"({"op":"Remove",)" + list);
    CHECK(members() == 2);
  }
  SUBCASE("with a filter")
  {
    use(scim, R"({"memberRemoval":"all"})");
    send(R"({"op":"remove","path":"members[value eq \")" + ada + R"(\"]"})");
    CHECK(members() == 1);
  }
}

TEST_CASE("an invitation expires after ninety days, and inviting again renews it")
{
  ScimFixture scim;
  scim.add_user("ada@x");
  scim.now += 89 * 24h;
  CHECK(status_of(scim, "ada@x") == "Invited");
  scim.now += 2 * 24h;
  CHECK(status_of(scim, "ada@x") == "Expired invitation");
  CHECK(state(scim, "POST", "/users/ada@x/login").status == 409);
  sandbox::server::Request request;
  request.method = "POST";
  request.body =
      R"({"cid":1234567,"provhash":"hash","cmd":"reinviteuser","data":{"username":"ada@x"}})";
  scim.lastpass.serve_enterprise_api(request);
  CHECK(status_of(scim, "ada@x") == "Invited");
  CHECK(state(scim, "POST", "/users/ada@x/login").status == 200);
  CHECK(status_of(scim, "ada@x") == "Active");
}
