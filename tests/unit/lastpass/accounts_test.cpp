#include "lastpass/accounts.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using namespace lpaz;
using lastpass::parse_account_page;
using util::Json;

namespace {

Result<lastpass::AccountPage> parse_page(const std::string& text)
{
  return parse_account_page(Json::parse(text));
}

// As LastPass sends it, with the members that lpaz does not read.
constexpr const char* k_recorded = R"({"total":3,"count":2,"Users":{
  "101":{"username":"Ada@Example.org","fullname":"Ada Lovelace","mpstrength":"100",
         "created":"2020-02-26 10:04:09","last_pw_change":"2020-02-26 10:04:09",
         "last_login":"2020-03-01 09:10:11","neverloggedin":false,"disabled":false,"admin":true,
         "totalscore":"12.5","duousername":"","sites":3,"notes":0,"formfills":null,
         "applications":null,"attachments":0,"password_reset_required":false,
         "groups":["Engineering","All"]},
  "102":{"username":"bob@example.org","fullname":"","mpstrength":"","last_login":"",
         "neverloggedin":true,"disabled":true,"admin":false,"totalscore":null}},
  "Groups":{"Engineering":["ada@example.org"]}})";

} // namespace

TEST_CASE("A recorded page gives its accounts")
{
  const auto page = parse_page(k_recorded);
  REQUIRE(page);
  REQUIRE(page->accounts.size() == 2);
  CHECK(page->total == 3);
  CHECK(page->users == 2);
  const auto& ada = page->accounts[0];
  CHECK(ada.user_name == "Ada@Example.org");
  CHECK(ada.full_name == "Ada Lovelace");
  CHECK(ada.admin);
  CHECK_FALSE(ada.disabled);
  CHECK_FALSE(ada.invited);
  CHECK(ada.last_login == "2020-03-01 09:10:11");
  CHECK(ada.groups == std::vector<std::string>{"Engineering", "All"});
  const auto& bob = page->accounts[1];
  CHECK(bob.disabled);
  CHECK(bob.invited);
  CHECK(bob.groups.empty());
}

TEST_CASE("An empty list stands for an empty object, and both may be absent")
{
  for (const auto* text : {R"({"total":0,"count":0,"Users":[],"Groups":[]})",
                           R"({"total":0,"count":0,"Users":{}})",
                           R"({"total":0,"count":0})",
                           R"({"count":"0","Users":null})",
                           R"({"Users":[]})"}) {
    CAPTURE(text);
    const auto page = parse_page(text);
    REQUIRE(page);
    CHECK(page->accounts.empty());
  }
}

TEST_CASE("Users may be a list, numbers and flags may be texts")
{
  const auto page = parse_page(
      R"({"total":"7","count":"1","Users":[{"username":"a@x","disabled":"1","admin":1}]})");
  REQUIRE(page);
  CHECK(page->total == 7);
  CHECK(page->accounts.at(0).disabled);
  CHECK(page->accounts.at(0).admin);
}

TEST_CASE("Invited people are found in every shape that they may have")
{
  for (const auto* invited : {R"(["eve@x"])",
                              R"({"eve@x":"2026-01-01"})",
                              R"({"5":"eve@x"})",
                              R"({"5":{"username":"eve@x"}})",
                              R"([{"email":"eve@x"}])",
                              R"({"eve@x":{"created":"x"}})"}) {
    CAPTURE(invited);
    const auto page = parse_page(std::string(R"({"total":0,"Invited":)") + invited + "}");
    REQUIRE(page);
    REQUIRE(page->accounts.size() == 1);
    CHECK(page->accounts[0].user_name == "eve@x");
    CHECK(page->accounts[0].invited);
    CHECK(page->users == 0);
  }
  CHECK(parse_page(R"({"total":0,"Invited":[1,null,"no address",[]]})")->accounts.empty());
}

TEST_CASE("What is no list of accounts is an error, never an empty one")
{
  for (const auto* text : {R"({})",
                           R"({"status":"OK"})",
                           R"({"Users":"none"})",
                           R"({"Users":0,"total":0})",
                           R"({"total":1,"Invited":true})",
                           R"({"total":1,"Users":{"1":{}}})",
                           R"({"total":1,"Users":{"1":{"username":7}}})",
                           R"({"total":1,"Users":["a@x"]})"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_page(text));
  }
}
