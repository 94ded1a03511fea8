#include "support/graph_fixture.hpp"

#include "lpaz/graph/user_page.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

using namespace lpaz;
using test::GraphFixture;
using test::json;
using test::json_answer;

namespace {

constexpr auto k_next = "https://graph.example/v1.0/users?$skiptoken=2";

json person(const std::string& name)
{
  return {{"id", "id-" + name},
          {"userPrincipalName", name + "@contoso.example"},
          {"displayName", name + " \"O'Hara\" \u00e9\u2028\n"},
          {"mail", nullptr},
          {"accountEnabled", false},
          {"userType", "Guest"},
          {"onPremisesSyncEnabled", true},
          {"signInSessionsValidFromDateTime", "2026-01-02T03:04:05Z"},
          {"deletedDateTime", "2026-01-03T03:04:05Z"}};
}

std::vector<std::string> names_of(const std::vector<graph::User>& users)
{
  std::vector<std::string> names;
  for (const auto& user : users) {
    names.push_back(user.user_principal_name);
  }
  return names;
}

void check_same(const graph::User& a, const graph::User& b)
{
  CHECK(a.id == b.id);
  CHECK(a.user_principal_name == b.user_principal_name);
  CHECK(a.display_name == b.display_name);
  CHECK(a.mail == b.mail);
  CHECK(a.account_enabled == b.account_enabled);
  CHECK(a.user_type == b.user_type);
  CHECK(a.on_premises_sync_enabled == b.on_premises_sync_enabled);
  CHECK(a.sign_in_sessions_valid_from == b.sign_in_sessions_valid_from);
  CHECK(a.deleted_date_time == b.deleted_date_time);
}

// What the walk over pages of these texts, in their order, takes.
Result<std::vector<graph::User>> read(const std::vector<std::string>& pages)
{
  GraphFixture f;
  for (const std::string& text : pages) {
    f.transport.next(test::answer(200, text));
  }
  std::vector<graph::User> users;
  LPAZ_CHECK(graph::for_each_user(
      f.client, graph::list_users_request(""), [&users](graph::User user) -> Status {
        users.push_back(std::move(user));
        return {};
      }));
  return users;
}

} // namespace

TEST_CASE("A page of users is read as each user alone would be")
{
  const json odd = {{"id", 7}, {"accountEnabled", "yes"}, {"onPremisesSyncEnabled", nullptr}};
  const std::vector<json> people = {person("ada"), json::object(), odd};
  const json page = {{"@odata.context", "x"}, {"value", people}};
  const auto users = read({page.dump()});
  REQUIRE(users);
  REQUIRE(users->size() == people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    check_same(users->at(i), graph::parse_user(people[i]));
  }
}

TEST_CASE("What is no page of users is an error, never an empty list")
{
  for (const std::string text : {"",
                                 "{",
                                 "[]",
                                 "{}",
                                 R"({"value":null})",
                                 R"({"value":[1]})",
                                 R"({"value":[],"@odata.nextLink":7})",
                                 "{\"value\":[\"\xff\"]}"}) {
    CAPTURE(text);
    const auto users = read({text});
    REQUIRE_FALSE(users);
    CHECK(users.error().kind == ErrorKind::failed);
  }
}

TEST_CASE("A page nested without end is refused")
{
  CHECK_FALSE(read({R"({"value":)" + std::string(100'000, '[')}));
}

TEST_CASE("All people of all pages come, in order, also past an empty page")
{
  const auto users =
      read({test::page({person("ada")}, k_next).dump(),
            test::page(json::array(), std::string(k_next) + "3").dump(),
            json{{"value", {person("grace")}}, {"@odata.nextLink", nullptr}}.dump()});
  REQUIRE(users);
  CHECK(names_of(*users) ==
        std::vector<std::string>{"ada@contoso.example", "grace@contoso.example"});
}

TEST_CASE("A next link that comes twice or leads away ends the walk with an error")
{
  for (const std::string second : {k_next, "https://elsewhere.example/v1.0/users?$skiptoken=3"}) {
    CAPTURE(second);
    GraphFixture f;
    f.transport.next(json_answer(200, {{"value", json::array()}, {"@odata.nextLink", k_next}}));
    f.transport.next(json_answer(200, {{"value", json::array()}, {"@odata.nextLink", second}}));
    CHECK_FALSE(graph::for_each_user(
        f.client, graph::list_users_request(""), [](const graph::User&) { return Status(); }));
  }
}
