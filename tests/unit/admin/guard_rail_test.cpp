#include "support/fake_graph.hpp"

#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/graph/directory_role.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace lpaz;
using admin::GuardRail;
using admin::GuardRailFacts;
using admin::UserChange;
using test::FakeGraph;
using test::json;

namespace {

const std::string k_ga(graph::k_global_administrator);

graph::User person(std::string id)
{
  graph::User user;
  user.user_principal_name = id + "@x";
  user.id = std::move(id);
  user.account_enabled = true;
  return user;
}

json holding(std::string who, std::string role)
{
  return {{"principalId", who},
          {"roleDefinitionId", std::move(role)},
          {"principal", {{"@odata.type", "#microsoft.graph.user"}, {"id", who}}}};
}

Result<json> list(json values)
{
  return json{{"value", std::move(values)}};
}

admin::DirectoryRoles roles(json active, json eligible = json::array())
{
  test::FakeGraphFixture f;
  admin::DirectoryRoles result;
  const Status status =
      result.take(f.client,
                  {list(std::move(active)),
                   list(std::move(eligible)),
                   list(json::array({{{"id", k_ga}, {"displayName", "Global Administrator"}}}))});
  REQUIRE(status);
  return result;
}

GuardRailFacts facts(std::vector<graph::User> users, UserChange change = UserChange::block)
{
  GuardRailFacts result;
  result.change = change;
  result.users = std::move(users);
  result.roles = roles(json::array());
  return result;
}

// That `rail` refuses the run for this reason, that it alone does so, and that its override lets
// the run go on.
void check_refused(const GuardRail& rail, const GuardRailFacts& given, const std::string& reason)
{
  const std::string option(rail.override_option());
  const Status refused = admin::check_guard_rails(given, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::refused);
  CHECK(refused.error().message == "nothing was changed: " + reason);
  CHECK(refused.error().hint.find(option) != std::string::npos);
  CHECK(rail.check(given).size() == 1);
  CHECK_FALSE(admin::check_guard_rails(given, {"--include-nobody"}));
}

void check_overridden(const GuardRailFacts& given, const std::set<std::string>& options)
{
  CHECK(admin::check_guard_rails(given, options));
}

} // namespace

TEST_CASE("An ordinary person is refused by no rail")
{
  for (const auto change : {UserChange::block, UserChange::unblock, UserChange::remove}) {
    CHECK(admin::check_guard_rails(facts({person("ann")}, change), {}));
  }
}

TEST_CASE("The account that lpaz runs as is refused, in whatever case its id is written")
{
  auto given = facts({person("ann"), person("bob")});
  given.signed_in_object_id = "ANN";
  check_refused(
      *admin::own_account_rail(), given, "ann@x this is the account lpaz is signed in as");
  check_overridden(given, {"--include-self"});
  given.change = UserChange::unblock;
  CHECK(admin::check_guard_rails(given, {}));
}

TEST_CASE("Without a known own account nobody is taken for it")
{
  auto given = facts({graph::User{}});
  CHECK(admin::own_account_rail()->check(given).empty());
}

TEST_CASE("The last Global Administrator is refused even if holders of roles may be changed")
{
  auto given = facts({person("ann")});
  given.roles = roles(json::array({holding("ann", k_ga)}));
  const Status refused = admin::check_guard_rails(given, {"--include-admins"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message ==
        "nothing was changed: ann@x no Global Administrator would be left in the tenant");
  CHECK(refused.error().hint.find("--include-last-admin") != std::string::npos);
  check_overridden(given, {"--include-admins", "--include-last-admin"});
}

TEST_CASE("All Global Administrators at once are the last ones too, one of two is not")
{
  auto given = facts({person("ann"), person("bob")});
  given.roles = roles(json::array({holding("ann", k_ga), holding("bob", k_ga)}));
  const auto rail = admin::last_global_administrator_rail();
  CHECK(rail->check(given).size() == 2);
  given.users = {person("ann"), person("eve")};
  CHECK(rail->check(given).empty());
  given.users = {person("ann"), person("bob")};
  given.change = UserChange::unblock;
  CHECK(rail->check(given).empty());
}

TEST_CASE("An eligible Global Administrator does not stand in for an active one")
{
  auto given = facts({person("ann")}, UserChange::remove);
  given.roles = roles(json::array({holding("ann", k_ga)}), json::array({holding("bob", k_ga)}));
  CHECK(admin::last_global_administrator_rail()->check(given).size() == 1);
}

TEST_CASE("A run without any Global Administrator in it is no matter of the last one")
{
  auto given = facts({person("eve")});
  CHECK(admin::last_global_administrator_rail()->check(given).empty());
}

TEST_CASE("Holders of directory roles are refused with the names of their roles")
{
  auto given = facts({person("ann"), person("eve")});
  given.roles = roles(json::array({holding("ann", "r"), holding("bob", k_ga)}),
                      json::array({holding("ann", k_ga)}));
  check_refused(*admin::directory_role_rail(),
                given,
                "ann@x holds the role Global Administrator (eligible), r");
  check_overridden(given, {"--include-admins"});
  given.change = UserChange::unblock;
  CHECK(admin::check_guard_rails(given, {}));
}

TEST_CASE("Somebody who is only eligible for a role is refused as well")
{
  auto given = facts({person("ann")});
  given.roles = roles(json::array(), json::array({holding("ann", k_ga)}));
  CHECK_FALSE(admin::check_guard_rails(given, {}));
}

TEST_CASE("As long as the roles are unknown everybody is refused, and is told why")
{
  auto given = facts({person("ann")});
  test::FakeGraphFixture f;
  given.roles = admin::DirectoryRoles();
  REQUIRE(
      given.roles.take(f.client, {fail(ErrorKind::permission, "no right"), list({}), list({})}));
  check_refused(*admin::directory_role_rail(),
                given,
                "who holds a directory role is not known: the directory roles could not be read: "
                "no right");
  check_overridden(given, {"--include-admins"});
}

TEST_CASE("Protected accounts of the configuration are refused by name or id, in any case")
{
  for (const std::string name : {"ANN@X", "Ann"}) {
    auto given = facts({person("ann"), person("bob")});
    given.protected_names = {"someone@x", name};
    check_refused(
        *admin::break_glass_rail(), given, "ann@x is a protected account of your configuration");
    check_overridden(given, {"--include-protected"});
    given.change = UserChange::unblock;
    CHECK(admin::check_guard_rails(given, {}));
  }
}

TEST_CASE("Synced people are refused for every change, for the next sync undoes it")
{
  for (const auto change : {UserChange::block, UserChange::unblock, UserChange::remove}) {
    auto given = facts({person("ann"), person("bob")}, change);
    given.users[0].on_premises_sync_enabled = true;
    check_refused(*admin::synced_user_rail(),
                  given,
                  "ann@x is synced from the local Active Directory; make the change there, for the "
                  "next sync undoes it here");
    check_overridden(given, {"--include-synced"});
  }
}

TEST_CASE("Guests are refused, but may be unblocked")
{
  auto given = facts({person("ann"), person("bob")});
  given.users[0].user_type = "Guest";
  check_refused(
      *admin::guest_rail(), given, "ann@x is a guest, whose sessions end only in the home tenant");
  check_overridden(given, {"--include-guests"});
  given.change = UserChange::unblock;
  CHECK(admin::check_guard_rails(given, {}));
}

TEST_CASE("A run for more people than allowed is refused as a whole")
{
  auto given = facts({person("ann"), person("bob"), person("cid")});
  given.max_users = 2;
  check_refused(
      *admin::max_users_rail(), given, "3 users are more than the 2 that one run may change");
  given.max_users = 3;
  CHECK(admin::check_guard_rails(given, {}));
  given.max_users = 0;
  CHECK(admin::check_guard_rails(given, {}));
}

TEST_CASE("Each rail has its own override, and all of them are held")
{
  std::set<std::string> options;
  for (const auto& rail : admin::all_guard_rails()) {
    options.emplace(rail->override_option());
  }
  CHECK(options == std::set<std::string>{"--include-self",
                                         "--include-last-admin",
                                         "--include-admins",
                                         "--include-protected",
                                         "--include-synced",
                                         "--include-guests",
                                         "--max-users"});
}

TEST_CASE("All refusals are told at once, each override once")
{
  auto given = facts({person("ann"), person("bob"), person("c\x1b")});
  given.users[0].user_type = "Guest";
  given.users[1].user_type = "Guest";
  given.users[2].on_premises_sync_enabled = true;
  const Status refused = admin::check_guard_rails(given, {});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("ann@x is a guest") != std::string::npos);
  CHECK(refused.error().message.find("\n  bob@x is a guest") != std::string::npos);
  CHECK(refused.error().message.find("c\\x1b@x is synced") != std::string::npos);
  CHECK(refused.error().hint ==
        "leave them out, or override with --include-synced --include-guests");
  CHECK_FALSE(admin::check_guard_rails(given, {"--include-guests"}));
  check_overridden(given, {"--include-guests", "--include-synced"});
}
