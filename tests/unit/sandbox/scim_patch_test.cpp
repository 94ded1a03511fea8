#include "support/scim_fixture.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using test::ScimFixture;

namespace {

// The user after one patch.
util::Json patched(const char* operations)
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  const auto response = scim.send("PATCH", path, test::patch(operations));
  CHECK(response.status == 200);
  return scim.json("GET", path);
}

} // namespace

TEST_CASE("active can be changed in every form in which clients send it")
{
  for (const auto* operations :
       {R"([{"op":"Replace","path":"active","value":"False"}])",
        R"([{"op":"replace","path":"active","value":false}])",
        R"([{"op":"REPLACE","path":"Active","value":"false"}])",
        R"([{"op":"Add","path":"active","value":"False"}])",
        R"([{"op":"replace","value":{"active":false}}])",
        R"([{"op":"Replace","value":{"active":"False"}}])",
        R"([{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:active",
             "value":false}])"}) {
    CAPTURE(operations);
    CHECK(patched(operations)["active"] == false);
  }
}

TEST_CASE("a value path changes the element that it selects, or makes one")
{
  CHECK(patched(R"([{"op":"Replace","path":"emails[type eq \"work\"].value","value":"b@x"}])")
            ["emails"] == util::Json::parse(R"([{"type":"work","primary":true,"value":"b@x"}])"));
  const auto emails =
      patched(R"([{"op":"Add","path":"emails[type eq \"home\"].value","value":"h@x"}])")["emails"];
  REQUIRE(emails.size() == 2);
  CHECK(emails[1] == util::Json::parse(R"({"type":"home","value":"h@x"})"));
  CHECK(patched(R"([{"op":"Remove","path":"emails[type eq \"work\"]"}])")["emails"].empty());
  CHECK_FALSE(
      patched(R"([{"op":"Remove","path":"emails[type eq \"work\"].value"}])")["emails"][0].contains(
          "value"));
}

TEST_CASE("nested and extension attributes can be set with and without a path")
{
  constexpr auto k_extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  CHECK(patched(R"([{"op":"Add","path":"name.givenName","value":"Ada"}])")["name"]["givenName"] ==
        "Ada");
  CHECK(patched(
            R"([{"op":"replace","value":{"name.givenName":"Ada","title":"CTO"}}])")["name"]
                                                                                   ["givenName"] ==
        "Ada");
  const auto user = patched(
      R"([{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
           "value":"R&D"}])");
  CHECK(user[k_extension]["department"] == "R&D");
  CHECK(user["schemas"].size() == 2);
  CHECK(patched(R"([{"op":"replace","value":{
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department":"R&D",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":"7"}}}])")
            [k_extension] == util::Json::parse(R"({"department":"R&D","manager":"7"})"));
  CHECK_FALSE(patched(R"([{"op":"Remove","path":"displayName"}])").contains("displayName"));
}

TEST_CASE("a failing operation leaves the user as it was")
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  CHECK(scim.send("PATCH", path, test::patch(R"([{"op":"replace","path":"title","value":"CTO"},
                                  {"op":"replace","path":"id","value":"2"}])"))
            .status == 400);
  CHECK_FALSE(scim.json("GET", path).contains("title"));
}

TEST_CASE("members come and go in both dialects")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  const auto bob = scim.add_user("bob@x");
  const auto path = "/Groups/" + scim.add_group("Sales");
  const auto both = R"([{"value":")" + ada + R"("},{"value":")" + bob + R"("}])";
  const auto add = test::patch(R"([{"op":"Add","path":"members","value":)" + both + "}]");
  const auto size = [&] { return scim.json("GET", path)["members"].size(); };
  CHECK(scim.send("PATCH", path, add).status == 204);
  CHECK(size() == 2);
  CHECK(scim.send("PATCH", path, add).status == 204);
  CHECK(size() == 2);

  struct Case {
    std::string operations;
    std::size_t left;
  };
  const std::vector<Case> cases{
      {R"([{"op":"Remove","path":"members","value":[{"value":")" + ada + R"("}]}])", 1},
      {R"([{"op":"remove","path":"members[value eq \")" + ada + R"(\"]"}])", 1},
      {R"([{"op":"remove","path":"members"}])", 0},
      {R"([{"op":"replace","path":"members","value":[{"value":")" + bob + R"("}]}])", 1},
      {R"([{"op":"replace","value":{"members":[],"displayName":"Marketing"}}])", 0},
      {R"([{"op":"Remove","path":"members","value":[{"value":"unknown"}]}])", 2},
  };
  for (const auto& each : cases) {
    CAPTURE(each.operations);
    scim.send("PATCH", path, add);
    CHECK(scim.send("PATCH", path, test::patch(each.operations)).status == 204);
    CHECK(size() == each.left);
  }
  CHECK(scim.json("GET", path)["displayName"] == "Marketing");
  CHECK(scim.send("PATCH",
                  path,
                  test::patch(R"([{"op":"Add","path":"members","value":[{"value":"no"}]}])"))
            .status == 400);
}

TEST_CASE("a group is not renamed to a name in use")
{
  ScimFixture scim;
  scim.add_group("Sales");
  const auto path = "/Groups/" + scim.add_group("Marketing");
  CHECK(scim.send("PATCH",
                  path,
                  test::patch(R"([{"op":"Replace","path":"displayName","value":"SALES"}])"))
            .status == 409);
}
