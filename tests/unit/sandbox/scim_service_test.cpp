#include "support/scim_fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lpaz;
using test::ScimFixture;

TEST_CASE("a wrong or missing token gets 401 with a SCIM error body")
{
  ScimFixture scim;
  scim.token = "wrong";
  const auto response = scim.send("GET", "/Users");
  CHECK(response.status == 401);
  const auto body = util::Json::parse(response.body);
  CHECK(body["schemas"][0] == "urn:ietf:params:scim:api:messages:2.0:Error");
  CHECK(body["status"] == "401");
  CHECK(response.headers.find("Content-Type")->second.starts_with("application/scim+json"));
}

TEST_CASE("resetting the token makes the old one invalid")
{
  ScimFixture scim;
  CHECK(scim.send("GET", "/Users").status == 200);
  const auto fresh = scim.lastpass.reset_token().reveal();
  CHECK(scim.send("GET", "/Users").status == 401);
  scim.token = fresh;
  CHECK(scim.send("GET", "/Users").status == 200);
}

TEST_CASE("a user can be created, read, replaced and deleted")
{
  ScimFixture scim;
  const auto response = scim.send("POST", "/Users", R"({"userName":"ada@x","active":true})");
  CHECK(response.status == 201);
  const auto created = util::Json::parse(response.body);
  const std::string path = "/Users/" + created["id"].get<std::string>();
  CHECK(response.headers.find("Location")->second ==
        "https://lastpass.test/scimapi/1234567" + path);
  CHECK(created["meta"]["location"] == response.headers.find("Location")->second);
  CHECK(scim.json("GET", path)["userName"] == "ada@x");
  CHECK(scim.json("PUT", path, R"({"userName":"ada@x","title":"CTO","active":false})")["active"] ==
        false);
  CHECK(scim.json("GET", path)["title"] == "CTO");
  CHECK(scim.send("DELETE", path).status == 204);
  CHECK(scim.send("GET", path).status == 404);
  CHECK(scim.send("DELETE", path).status == 404);
}

TEST_CASE("a user name in use is refused with 409 uniqueness, in any case")
{
  ScimFixture scim;
  scim.add_user("ada@x");
  const auto response = scim.send("POST", "/Users", R"({"userName":"ADA@X"})");
  CHECK(response.status == 409);
  CHECK(util::Json::parse(response.body)["scimType"] == "uniqueness");
}

TEST_CASE("LastPass does not change user names")
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  const auto response = scim.send(
      "PATCH", path, test::patch(R"([{"op":"Replace","path":"userName","value":"eve@x"}])"));
  CHECK(response.status == 400);
  CHECK(util::Json::parse(response.body)["scimType"] == "mutability");
  CHECK(scim.json("GET", path)["userName"] == "ada@x");
}

TEST_CASE("a filter finds users by eq and and, whatever the case of the names")
{
  ScimFixture scim;
  scim.add_user("ada@x");
  scim.add_user("bob@x");
  struct Case {
    const char* filter;
    int found;
  };
  for (const auto& each :
       {Case{R"(userName eq "ada@x")", 1},
        Case{R"(USERNAME EQ "ADA@X")", 1},
        Case{R"(userName eq "nobody")", 0},
        Case{R"(emails[type eq "work"].value eq "bob@x")", 1},
        Case{R"(emails[type eq "home"].value eq "bob@x")", 0},
        Case{R"(emails.value eq "bob@x")", 1},
        Case{R"(emails[type eq "work" and value eq "bob@x"])", 1},
        Case{R"(userName eq "ada@x" and active eq true)", 1},
        Case{R"(userName eq "ada@x" and active eq false)", 0},
        Case{R"(displayName eq "some one")", 2},
        Case{R"(title pr)", 0},
        Case{R"(displayName pr and userName eq "bob@x")", 1},
        Case{R"(urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada@x")", 1}}) {
    CAPTURE(each.filter);
    const auto list = scim.json("GET", "/Users", {}, each.filter);
    CHECK(list["totalResults"] == each.found);
    CHECK(list["Resources"].size() == static_cast<std::size_t>(each.found));
  }
}

TEST_CASE("a filter with another operator or broken syntax is refused with invalidFilter")
{
  ScimFixture scim;
  for (const auto* filter : {R"(userName co "a")",
                             R"(userName eq)",
                             R"(userName eq "a)",
                             R"(userName eq "a" or active eq true)",
                             R"(emails[type eq "work".value eq "a")",
                             R"(eq "a")",
                             R"(userName eq "a" and )",
                             "[[[["}) {
    CAPTURE(filter);
    const auto response = scim.send("GET", "/Users", {}, filter);
    CHECK(response.status == 400);
    CHECK(util::Json::parse(response.body)["scimType"] == "invalidFilter");
  }
}

TEST_CASE("users are paged by startIndex and count")
{
  ScimFixture scim;
  for (int i = 0; i < 5; ++i) {
    scim.add_user("user" + std::to_string(i) + "@x");
  }
  const auto page = scim.json("GET", "/Users?startIndex=4&count=10");
  CHECK(page["totalResults"] == 5);
  CHECK(page["startIndex"] == 4);
  CHECK(page["itemsPerPage"] == 2);
  CHECK(page["Resources"][0]["userName"] == "user3@x");
  CHECK(scim.json("GET", "/Users?startIndex=9")["Resources"].empty());
  CHECK(scim.json("GET", "/Users?count=0")["totalResults"] == 5);
  CHECK(scim.json("GET", "/Users?startIndex=-3&count=1")["startIndex"] == 1);
}

TEST_CASE("attributes and excludedAttributes choose what is shown")
{
  ScimFixture scim;
  scim.add_user("ada@x");
  const auto only = scim.json("GET", "/Users?attributes=username")["Resources"][0];
  CHECK(only.contains("userName"));
  CHECK(only.contains("id"));
  CHECK_FALSE(only.contains("emails"));
  scim.add_group("Sales");
  CHECK(scim.json("GET", "/Groups")["Resources"][0].contains("members"));
  CHECK_FALSE(scim.json("GET",
                        "/Groups?excludedAttributes=members",
                        {},
                        R"(displayName eq "sales")")["Resources"][0]
                  .contains("members"));
}

TEST_CASE("a group takes members that exist, and its display name is unique")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  const auto group = scim.json(
      "POST", "/Groups", R"({"displayName":"Sales","members":[{"value":")" + ada + R"("}]})");
  CHECK(group["members"][0]["value"] == ada);
  CHECK(scim.json("GET", "/Users/" + ada)["groups"][0]["display"] == "Sales");
  CHECK(scim.send("POST", "/Groups", R"({"displayName":"sales"})").status == 409);
  CHECK(scim.send("POST", "/Groups", R"({"displayName":"B","members":[{"value":"no"}]})").status ==
        400);
  CHECK(scim.send("POST", "/Groups", R"({})").status == 400);
  scim.send("DELETE", "/Users/" + ada);
  CHECK(scim.json("GET", "/Groups/" + group["id"].get<std::string>())["members"].empty());
  CHECK(scim.send("DELETE", "/Groups/" + group["id"].get<std::string>()).status == 204);
}

TEST_CASE("discovery describes the provider, its types and its schemas")
{
  ScimFixture scim;
  CHECK(scim.json("GET", "/ServiceProviderConfig")["patch"]["supported"] == true);
  CHECK(scim.json("GET", "/ResourceTypes")["totalResults"] == 2);
  CHECK(scim.json("GET", "/ResourceTypes/Group")["endpoint"] == "/Groups");
  CHECK(scim.json("GET", "/Schemas")["totalResults"] == 3);
  CHECK(scim.json("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")["name"] == "User");
  CHECK(scim.send("GET", "/Schemas/none").status == 404);
  CHECK(scim.send("POST", "/Schemas", "{}").status == 405);
}

TEST_CASE("bodies that are not what they should be are refused")
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  for (const auto* body : {"", "[]", "nonsense", "{\"userName\":3}", "{\"userName\":\"  \"}"}) {
    CAPTURE(body);
    CHECK(scim.send("POST", "/Users", body).status == 400);
  }
  CHECK(scim.send("POST", "/Users", R"({"userName":"b@x","active":"perhaps"})").status == 400);
  for (const auto* body : {"{}",
                           R"({"Operations":{}})",
                           R"({"Operations":[]})",
                           R"({"Operations":[1]})",
                           R"({"Operations":[{"op":"jump","path":"title","value":"a"}]})",
                           R"({"Operations":[{"op":"replace","path":"title"}]})",
                           R"({"Operations":[{"op":"replace","path":"a[b","value":"a"}]})",
                           R"({"Operations":[{"op":"replace","path":7,"value":"a"}]})",
                           R"({"Operations":[{"op":"replace","value":"a"}]})",
                           R"({"Operations":[{"op":"replace","path":"id","value":"a"}]})",
                           R"({"Operations":[{"op":"replace","path":"active","value":"x"}]})"}) {
    CAPTURE(body);
    CHECK(scim.send("PATCH", path, body).status == 400);
  }
  CHECK(scim.send("TRACE", path, "{}").status == 405);
  CHECK(scim.send("GET", "/Nothing").status == 404);
  CHECK(scim.send("GET", "/Users/1/2").status == 404);
}
