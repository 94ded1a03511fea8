#include "support/scim_fixture.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using test::ScimFixture;

namespace {

sandbox::server::Response
call(ScimFixture& scim, const std::string& command, const util::Json& data = util::Json::object())
{
  sandbox::server::Request request;
  request.method = "POST";
  request.path = "/enterpriseapi.php";
  request.body =
      util::Json{{"cid", 1234567}, {"provhash", "hash"}, {"cmd", command}, {"data", data}}.dump();
  return scim.lastpass.serve_enterprise_api(request);
}

util::Json answer(ScimFixture& scim, const std::string& command, const util::Json& data)
{
  return util::Json::parse(call(scim, command, data).body);
}

sandbox::server::Response state(ScimFixture& scim, std::string method, const std::string& path)
{
  sandbox::server::Request request;
  request.method = std::move(method);
  request.path = "/lastpass" + path;
  return scim.lastpass.serve_state(request);
}

} // namespace

TEST_CASE("the Enterprise API answers 200 and text/xml, and XML to bad credentials")
{
  ScimFixture scim;
  const auto good = call(scim, "getuserdata");
  CHECK(good.status == 200);
  CHECK(good.headers.find("Content-Type")->second.starts_with("text/xml"));
  CHECK(good.body.starts_with("{"));
  for (const auto* body : {R"({"cid":1234567,"provhash":"wrong","cmd":"getuserdata"})",
                           R"({"cid":7,"provhash":"hash","cmd":"getuserdata"})",
                           "nonsense"}) {
    sandbox::server::Request request;
    request.method = "POST";
    request.body = body;
    const auto bad = scim.lastpass.serve_enterprise_api(request);
    CHECK(bad.status == 200);
    CHECK(bad.body.find(R"(<lastpass rc="Authorization Error"/>)") != std::string::npos);
  }
  CHECK(answer(scim, "pushsitestouser", {})["status"] == "FAIL");
}

TEST_CASE("getuserdata finds by name, by state and by page, and shows nothing as an array")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  scim.add_user("bob@x");
  const auto group = scim.add_group("Sales");
  scim.send("PATCH",
            "/Groups/" + group,
            test::patch(R"([{"op":"Add","path":"members","value":[{"value":")" + ada + R"("}]}])"));
  const auto one = answer(scim, "getuserdata", {{"username", "ADA@x"}});
  CHECK(one["total"] == 1);
  const auto user = one["Users"].begin().value();
  CHECK(user["username"] == "ada@x");
  CHECK(user["disabled"] == false);
  CHECK(user["neverloggedin"] == true);
  CHECK(user["groups"] == util::Json({"Sales"}));
  CHECK(one["Groups"]["Sales"] == util::Json({"ada@x"}));
  CHECK(answer(scim, "getuserdata", {{"username", "nobody"}})["Users"] == util::Json::array());
  CHECK(answer(scim, "getuserdata", {{"disabled", 1}})["count"] == 0);
  const auto page = answer(scim, "getuserdata", {{"pagesize", 1}, {"pageindex", 1}});
  CHECK(page["total"] == 2);
  CHECK(page["Users"].begin().value()["username"] == "bob@x");
  CHECK_FALSE(page.contains("Groups"));
  CHECK(answer(scim, "getuserdata", {{"pagesize", 1}, {"pageindex", 9}})["count"] == 0);
}

TEST_CASE("disableuser and enableuser change what SCIM shows, and name the unchanged")
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  const auto first = answer(scim, "disableuser", {"ada@x", "nobody"});
  CHECK(first["status"] == "success");
  CHECK(first["disabled_users"] == util::Json({"ada@x"}));
  CHECK(first["error"].size() == 1);
  CHECK(scim.json("GET", path)["active"] == false);
  CHECK(answer(scim, "disableuser", util::Json::array({"ada@x"}))["unchanged_users"].size() == 1);
  CHECK(answer(scim, "enableuser", util::Json::array({"ada@x"}))["enabled_users"].size() == 1);
  CHECK(scim.json("GET", path)["active"] == true);
}

TEST_CASE("deluser deactivates with 0 and deletes with 1 and 2")
{
  ScimFixture scim;
  const auto path = "/Users/" + scim.add_user("ada@x");
  CHECK(answer(scim, "deluser", {{"username", "ada@x"}, {"deleteaction", 0}})["status"] == "OK");
  CHECK(scim.json("GET", path)["active"] == false);
  CHECK(answer(scim, "deluser", {{"username", "ada@x"}, {"deleteaction", 9}})["status"] == "FAIL");
  CHECK(answer(scim, "deluser", {{"username", "ada@x"}, {"deleteaction", 2}})["status"] == "OK");
  CHECK(scim.send("GET", path).status == 404);
  CHECK(answer(scim, "deluser", {{"username", "ada@x"}})["status"] == "FAIL");
}

TEST_CASE("batchadd, updateuser and reinviteuser do what they are called")
{
  ScimFixture scim;
  CHECK(answer(scim,
               "batchadd",
               util::Json::array({{{"username", "eva@x"},
                                   {"fullname", "Eva"},
                                   {"groups", {"Sales"}}}}))["status"] == "OK");
  CHECK(answer(scim, "batchadd", util::Json::array({{{"username", "eva@x"}}}))["status"] == "WARN");
  CHECK(answer(scim, "updateuser", {{"username", "eva@x"}, {"fullname", "Eva K."}})["status"] ==
        "OK");
  const auto user = answer(scim, "getuserdata", {{"username", "eva@x"}})["Users"].begin().value();
  CHECK(user["fullname"] == "Eva K.");
  CHECK(user["groups"] == util::Json({"Sales"}));
  CHECK(answer(scim, "reinviteuser", {{"username", "eva@x"}})["status"] == "OK");
  state(scim, "POST", "/users/eva%40x/login");
  CHECK(answer(scim, "reinviteuser", {{"username", "eva@x"}})["status"] == "FAIL");
}

TEST_CASE("the state page shows users with status and groups, groups, and who was deleted")
{
  ScimFixture scim;
  const auto ada = scim.add_user("ada@x");
  CHECK(state(scim, "GET", "/users/ada%40x").body.find("\"Invited\"") != std::string::npos);
  CHECK(state(scim, "POST", "/users/ada%40x/login").body.find("\"Active\"") != std::string::npos);
  scim.send("PATCH",
            "/Users/" + ada,
            test::patch(R"([{"op":"Replace","path":"active","value":"False"}])"));
  auto page = util::Json::parse(state(scim, "GET", "/state").body);
  CHECK(page["users"][0]["status"] == "Disabled");
  CHECK(page["users"][0]["disabledSince"] == "2024-10-04T00:00:00Z");
  CHECK(page["users"][0]["emails"] == util::Json({"ada@x"}));
  CHECK(state(scim, "DELETE", "/users/ada%40x").status == 204);
  page = util::Json::parse(state(scim, "GET", "/state").body);
  CHECK(page["users"].empty());
  CHECK(page["deleted"][0]["userName"] == "ada@x");
  CHECK(state(scim, "GET", "/users/ada%40x").status == 404);
  CHECK(state(scim, "GET", "/nothing").status == 404);
}

TEST_CASE("a reset of the token over the state page gives the new one")
{
  ScimFixture scim;
  const auto response = state(scim, "POST", "/token");
  CHECK(scim.send("GET", "/Users").status == 401);
  scim.token = util::Json::parse(response.body)["token"];
  CHECK(scim.send("GET", "/Users").status == 200);
}
