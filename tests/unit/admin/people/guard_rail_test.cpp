#include "support/fake_graph.hpp"

#include "lpaz/admin/people/guard_rail.hpp"
#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::GuardRail;
using admin::GuardRailFacts;
using admin::Rail;
using admin::RailSet;
using test::json;

namespace {

const std::string k_global_admin(graph::k_global_administrator);
constexpr RailSet k_all_rails = RailSet::all();

graph::User user_with_id(std::string id)
{
  graph::User user;
  user.user_principal_name = id + "@x";
  user.id = std::move(id);
  user.account_enabled = true;
  return user;
}

json role_holding(std::string who, std::string role)
{
  return {{"principalId", who},
          {"roleDefinitionId", std::move(role)},
          {"directoryScopeId", "/"},
          {"principal",
           {{"@odata.type", "#microsoft.graph.user"}, {"id", who}, {"accountEnabled", true}}}};
}

Result<json> answered_list(json values)
{
  return json{{"value", std::move(values)}};
}

admin::DirectoryRoles roles(json active, json eligible = json::array())
{
  test::FakeGraphFixture f;
  admin::DirectoryRoles result;
  const Status status =
      result.take(f.client,
                  {answered_list(std::move(active)),
                   answered_list(std::move(eligible)),
                   answered_list(json::array(
                       {{{"id", k_global_admin}, {"displayName", "Global Administrator"}}})),
                   answered_list(json::array())});
  REQUIRE(status);
  return result;
}

GuardRailFacts facts(std::vector<graph::User> users)
{
  GuardRailFacts result;
  result.users = std::move(users);
  result.roles = roles(json::array());
  return result;
}

const GuardRail& row(Rail rail)
{
  for (const GuardRail& each : admin::guard_rails()) {
    if (each.rail == rail) {
      return each;
    }
  }
  FAIL("no such row");
  return admin::guard_rails().front();
}

std::size_t refusals(Rail rail, const GuardRailFacts& given)
{
  return row(rail).check(given).size();
}

// That `rail` refuses the run for this reason, that it alone does so, and that the run goes on
// where it does not hold.
void check_refused(Rail rail, const GuardRailFacts& given, const std::string& reason)
{
  for (const RailSet& set : {k_all_rails, RailSet{rail}}) {
    const Status refused = admin::check_guard_rails(given, set);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::refused);
    CHECK(refused.error().message == "nothing was changed: " + reason);
    CHECK(refused.error().hint ==
          "leave them out, or override with " + std::string(row(rail).override_option));
  }
  CHECK(refusals(rail, given) == 1);
  CHECK(admin::check_guard_rails(given, k_all_rails.without(rail)));
  CHECK(admin::check_guard_rails(given, {}));
}

} // namespace

TEST_CASE("An ordinary person is refused by no rail")
{
  CHECK(admin::check_guard_rails(facts({user_with_id("ann")}), k_all_rails));
}

TEST_CASE("The account that lpaz runs as is refused, in whatever case its id is written")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob")});
  given.signed_in_object_id = "ANN";
  check_refused(Rail::own_account, given, "ann@x this is the account lpaz is signed in as");
}

TEST_CASE("Without a known own account nobody is taken for it")
{
  auto given = facts({graph::User{}});
  CHECK(refusals(Rail::own_account, given) == 0);
}

TEST_CASE("The last Global Administrator is refused even if holders of roles may be changed")
{
  auto given = facts({user_with_id("ann")});
  given.roles = roles(json::array({role_holding("ann", k_global_admin)}));
  const Status refused = admin::check_guard_rails(given, k_all_rails.without(Rail::directory_role));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message ==
        "nothing was changed: ann@x no Global Administrator would be left in the tenant");
  CHECK(refused.error().hint.find("--include-last-admin") != std::string::npos);
  CHECK(admin::check_guard_rails(
      given, k_all_rails.without(Rail::directory_role).without(Rail::last_global_administrator)));
}

TEST_CASE("All Global Administrators at once are the last ones too, one of two is not")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob")});
  given.roles = roles(
      json::array({role_holding("ann", k_global_admin), role_holding("bob", k_global_admin)}));
  CHECK(refusals(Rail::last_global_administrator, given) == 2);
  given.users = {user_with_id("ann"), user_with_id("eve")};
  CHECK(refusals(Rail::last_global_administrator, given) == 0);
}

TEST_CASE("An eligible Global Administrator does not stand in for an active one")
{
  auto given = facts({user_with_id("ann")});
  given.roles = roles(json::array({role_holding("ann", k_global_admin)}),
                      json::array({role_holding("bob", k_global_admin)}));
  CHECK(refusals(Rail::last_global_administrator, given) == 1);
}

TEST_CASE("Who is not known to be able to sign in does not stand in for an active one")
{
  for (const json& state : {json(false), json(nullptr)}) {
    auto given = facts({user_with_id("ann")});
    json other = role_holding("bob", k_global_admin);
    other["principal"]["accountEnabled"] = state;
    given.roles = roles(json::array({role_holding("ann", k_global_admin), other}));
    CHECK(refusals(Rail::last_global_administrator, given) == 1);
  }
}

TEST_CASE("A Global Administrator of unknown state is the last one where nobody else is left")
{
  auto given = facts({user_with_id("ann")});
  json ann = role_holding("ann", k_global_admin);
  ann["principal"].erase("accountEnabled");
  given.roles = roles(json::array({ann}));
  CHECK(refusals(Rail::last_global_administrator, given) == 1);
}

TEST_CASE("A run without any Global Administrator in it is no matter of the last one")
{
  auto given = facts({user_with_id("eve")});
  CHECK(refusals(Rail::last_global_administrator, given) == 0);
}

TEST_CASE("Holders of directory roles are refused with the names of their roles")
{
  auto given = facts({user_with_id("ann"), user_with_id("eve")});
  given.roles = roles(json::array({role_holding("ann", "r"), role_holding("bob", k_global_admin)}),
                      json::array({role_holding("ann", k_global_admin)}));
  check_refused(
      Rail::directory_role, given, "ann@x holds the role Global Administrator (eligible), r");
}

TEST_CASE("Somebody who is only eligible for a role is refused as well")
{
  auto given = facts({user_with_id("ann")});
  given.roles = roles(json::array(), json::array({role_holding("ann", k_global_admin)}));
  CHECK_FALSE(admin::check_guard_rails(given, k_all_rails));
}

TEST_CASE("As long as the roles are unknown everybody is refused, and no other override helps")
{
  auto given = facts({user_with_id("ann")});
  test::FakeGraphFixture f;
  given.roles = admin::DirectoryRoles();
  REQUIRE(given.roles.take(f.client,
                           {fail(ErrorKind::permission, "no right"),
                            answered_list(json::array()),
                            answered_list(json::array()),
                            answered_list(json::array())}));
  check_refused(Rail::unknown_roles,
                given,
                "who holds a directory role is not known: who holds a directory role could not be "
                "read: no right");
  CHECK_FALSE(admin::check_guard_rails(
      given, k_all_rails.without(Rail::directory_role).without(Rail::last_global_administrator)));
}

TEST_CASE("Whose former name a living person has is refused, with both ids")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob")});
  given.reused_names = {{"ann", "new", "ann@x"}};
  check_refused(Rail::reused_name,
                given,
                "ann@x (ann) had a name or address that ann@x (new) has now, and that person's "
                "account and vault would be deleted");
}

TEST_CASE("Somebody protected under another name is refused by the id that it means")
{
  auto given = facts({user_with_id("ann")});
  given.protected_names = {"before@x"};
  given.protected_ids = {"ann"};
  CHECK(refusals(Rail::break_glass, given) == 1);
}

TEST_CASE("Protected accounts of the configuration are refused by name or id, in any case")
{
  for (const std::string name : {"ANN@X", "Ann"}) {
    auto given = facts({user_with_id("ann"), user_with_id("bob")});
    given.protected_names = {"someone@x", name};
    check_refused(Rail::break_glass, given, "ann@x is a protected account of your configuration");
  }
}

TEST_CASE("Synced people are refused, for the next sync undoes the change")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob")});
  given.users[0].on_premises_sync_enabled = true;
  check_refused(Rail::synced_user,
                given,
                "ann@x is synced from the local Active Directory; make the change there, for the "
                "next sync undoes it here");
}

TEST_CASE("Guests are refused")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob")});
  given.users[0].user_type = "Guest";
  check_refused(Rail::guest, given, "ann@x is a guest, whose sessions end only in the home tenant");
}

TEST_CASE("A run for more people than allowed is refused as a whole")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob"), user_with_id("cid")});
  given.max_users = 2;
  check_refused(Rail::max_users, given, "3 users are more than the 2 that one run may change");
  given.max_users = 3;
  CHECK(admin::check_guard_rails(given, k_all_rails));
  given.max_users = 0;
  CHECK(admin::check_guard_rails(given, k_all_rails));
}

TEST_CASE("The number of users alone is held to the limit as well")
{
  CHECK(admin::check_user_count(3, 0));
  CHECK(admin::check_user_count(3, 3));
  const Status refused = admin::check_user_count(3, 2);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::refused);
  CHECK(refused.error().message ==
        "nothing was changed: 3 users are more than the 2 that one run may change");
  CHECK(refused.error().hint == "leave them out, or override with --max-users");
}

TEST_CASE("Each rail has a row in its place, with an override of its own and a help text")
{
  const std::vector<std::string> expected = {"--include-self",
                                             "--include-last-admin",
                                             "--include-admins",
                                             "--ignore-unknown-roles",
                                             "--include-protected",
                                             "--include-synced",
                                             "--include-guests",
                                             "--include-reused-names",
                                             "--max-users"};
  std::vector<std::string> options;
  std::size_t place = 0;
  for (const GuardRail& rail : admin::guard_rails()) {
    CHECK(static_cast<std::size_t>(rail.rail) == place++);
    CHECK_FALSE(rail.help.empty());
    options.emplace_back(rail.override_option);
  }
  CHECK(options == expected);
}

TEST_CASE("A set of rails holds what it was made of")
{
  constexpr RailSet two{Rail::guest, Rail::max_users};
  for (const GuardRail& rail : admin::guard_rails()) {
    CHECK(k_all_rails.contains(rail.rail));
    CHECK_FALSE(RailSet().contains(rail.rail));
    CHECK_FALSE(k_all_rails.without(rail.rail).contains(rail.rail));
    CHECK(two.contains(rail.rail) == (rail.rail == Rail::guest || rail.rail == Rail::max_users));
  }
  CHECK_FALSE(two.without(Rail::guest).without(Rail::guest).contains(Rail::guest));
  CHECK(two.without(Rail::guest).contains(Rail::max_users));
}

TEST_CASE("All refusals are told at once, each override once")
{
  auto given = facts({user_with_id("ann"), user_with_id("bob"), user_with_id("c\x1b")});
  given.users[0].user_type = "Guest";
  given.users[1].user_type = "Guest";
  given.users[2].on_premises_sync_enabled = true;
  const Status refused = admin::check_guard_rails(given, k_all_rails);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("ann@x is a guest") != std::string::npos);
  CHECK(refused.error().message.find("\n  bob@x is a guest") != std::string::npos);
  CHECK(refused.error().message.find("c\\x1b@x is synced") != std::string::npos);
  CHECK(refused.error().hint ==
        "leave them out, or override with --include-synced --include-guests");
  CHECK_FALSE(admin::check_guard_rails(given, k_all_rails.without(Rail::guest)));
  CHECK(
      admin::check_guard_rails(given, k_all_rails.without(Rail::guest).without(Rail::synced_user)));
}
