#include "sandbox/seed/seed.hpp"
#include "sandbox/store/directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace lpaz::sandbox::store;
using lpaz::ErrorKind;
using lpaz::util::TimePoint;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint k_now{std::chrono::hours(24 * 365 * 50)};

ObjectId add_user(Directory& directory, const std::string& name)
{
  User user;
  user.id = ObjectId::derive(name);
  user.user_principal_name = name;
  user.display_name = name;
  return directory.add_user(std::move(user)).id;
}

ObjectId add_group(Directory& directory, const std::string& name)
{
  Group group;
  group.id = ObjectId::derive("group " + name);
  group.display_name = name;
  return directory.add_group(std::move(group)).id;
}

ObjectId add_app(Directory& directory)
{
  ServicePrincipal principal;
  principal.id = ObjectId::derive("app");
  return directory.add_service_principal(std::move(principal)).id;
}

ObjectId assign(Directory& directory, const ObjectId& principal, const ObjectId& app)
{
  AppRoleAssignment assignment;
  assignment.id = ObjectId::random();
  assignment.principal = principal;
  assignment.resource = app;
  return directory.add_assignment(assignment).id;
}

} // namespace

TEST_CASE("Directory finds a user by principal name in any case, also after a rename")
{
  Directory directory;
  const auto id = add_user(directory, "Ada@contoso.example");
  CHECK(directory.find_user_by_name("ada@CONTOSO.example")->id == id);
  directory.update_user(id,
                        [](User& user) { user.user_principal_name = "countess@contoso.example"; });
  CHECK(directory.find_user_by_name("ada@contoso.example") == nullptr);
  CHECK(directory.find_user_by_name("countess@contoso.example")->id == id);
}

TEST_CASE("A deleted user keeps memberships for the restore, and its name is free meanwhile")
{
  Directory directory;
  const auto id = add_user(directory, "ada@x");
  const auto group = add_group(directory, "Team");
  CHECK(directory.add_member(group, id));
  CHECK(directory.delete_user(id, k_now));
  CHECK_FALSE(directory.delete_user(id, k_now));
  CHECK(directory.find_user(id) == nullptr);
  CHECK(directory.find_user_by_name("ada@x") == nullptr);
  CHECK(directory.find_any_user(id)->user_principal_name == id.text_compact() + "ada@x");
  CHECK(directory.restore_user(id));
  CHECK(directory.find_user_by_name("ada@x")->id == id);
  CHECK(directory.find_group(group)->members.contains(id));
}

TEST_CASE("A restore is refused while another user has the name")
{
  Directory directory;
  const auto id = add_user(directory, "ada@x");
  directory.delete_user(id, k_now);
  User other;
  other.id = ObjectId::derive("other");
  other.user_principal_name = "ada@x";
  directory.add_user(std::move(other));
  const auto refused = directory.restore_user(id);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::conflict);
  CHECK(directory.rename_deleted_user(id, "ada.two@x"));
  CHECK(directory.restore_user(id));
}

TEST_CASE("A purge takes memberships and assignments along")
{
  Directory directory;
  const auto id = add_user(directory, "ada@x");
  const auto group = add_group(directory, "Team");
  const auto app = add_app(directory);
  directory.add_member(group, id);
  assign(directory, id, app);
  CHECK_FALSE(directory.purge_user(id));
  directory.delete_user(id, k_now);
  CHECK(directory.purge_user(directory.find_any_user(id)->id));
  CHECK(directory.find_any_user(id) == nullptr);
  CHECK(directory.find_group(group)->members.empty());
  CHECK(directory.assignments_to(app).empty());
}

TEST_CASE("Only users whose 30 days are over are purged")
{
  Directory directory;
  const auto id = add_user(directory, "ada@x");
  directory.delete_user(id, k_now);
  directory.purge_expired(k_now + std::chrono::hours(24 * 30) - std::chrono::seconds(1));
  CHECK(directory.find_any_user(id) != nullptr);
  directory.purge_expired(k_now + std::chrono::hours(24 * 30));
  CHECK(directory.find_any_user(id) == nullptr);
}

TEST_CASE("Scope is direct assignment or direct membership of an assigned group")
{
  Directory directory;
  const auto user = add_user(directory, "ada@x");
  const auto inner = add_group(directory, "Inner");
  const auto outer = add_group(directory, "Outer");
  const auto app = add_app(directory);
  directory.add_member(inner, user);
  directory.add_member(outer, inner);
  const auto assignment = assign(directory, outer, app);
  CHECK_FALSE(directory.is_in_scope(*directory.find_user(user), app));
  directory.delete_assignment(assignment);
  assign(directory, inner, app);
  CHECK(directory.is_in_scope(*directory.find_user(user), app));
  CHECK(directory.is_assigned(inner, app));
  CHECK_FALSE(directory.is_assigned(user, app));
}

TEST_CASE("Deleting a group takes it out of its members, its parents and its assignments")
{
  Directory directory;
  const auto user = add_user(directory, "ada@x");
  const auto inner = add_group(directory, "Inner");
  const auto outer = add_group(directory, "Outer");
  const auto app = add_app(directory);
  directory.add_member(inner, user);
  directory.add_member(outer, inner);
  assign(directory, inner, app);
  CHECK(directory.delete_group(directory.find_group(inner)->id));
  CHECK(directory.find_user(user)->member_of.empty());
  CHECK(directory.find_group(outer)->members.empty());
  CHECK(directory.assignments_to(app).empty());
}

TEST_CASE("Transitive groups end although two groups hold each other")
{
  Directory directory;
  const auto user = add_user(directory, "ada@x");
  const auto first = add_group(directory, "First");
  const auto second = add_group(directory, "Second");
  directory.add_member(first, user);
  directory.add_member(first, second);
  directory.add_member(second, first);
  CHECK(directory.transitive_groups_of(user).size() == 2);
}

TEST_CASE("Roles are held directly and through groups")
{
  Directory directory;
  const auto user = add_user(directory, "ada@x");
  const auto group = add_group(directory, "Admins");
  directory.add_member(group, user);
  directory.add_role_assignment({ObjectId::random(), group, global_administrator(), k_now});
  CHECK(directory.roles_of(user) == std::vector{global_administrator()});
}

TEST_CASE("A membership is written into the change log with group and member")
{
  Directory directory;
  const auto user = add_user(directory, "ada@x");
  const auto group = add_group(directory, "Team");
  const auto watermark = directory.sequence();
  directory.add_member(group, user);
  directory.remove_member(group, user);
  const auto changes = directory.changes().since(watermark);
  REQUIRE(changes.size() == 2);
  CHECK(std::ranges::all_of(changes, [&](const Change& change) {
    return change.kind == ChangeKind::membership && change.subject == group &&
           change.related == user;
  }));
}

TEST_CASE("The seed tenants are the same in every run")
{
  Tenant first(lpaz::sandbox::seed::tenant_identity(), {});
  Tenant second(lpaz::sandbox::seed::tenant_identity(), {});
  for (Tenant* tenant : {&first, &second}) {
    REQUIRE(lpaz::sandbox::seed::fill_company(*tenant).has_value());
    lpaz::sandbox::seed::fill_generated(*tenant, 1000);
  }
  CHECK(first.read()->live_user_count() == 1000);
  const auto one = first.read();
  const auto two = second.read();
  one->users().for_each([&](const User& user) {
    const auto* same = two->find_any_user(user.id);
    CHECK(same != nullptr);
    CHECK(same->display_name == user.display_name);
  });
  CHECK(one->groups().size() == 7 + 5);
}

TEST_CASE("The directory on premises has the last word on synced users, half an hour later")
{
  Directory directory;
  const ObjectId id = add_user(directory, "linus@x");
  const TimePoint blocked = k_now;
  directory.set_enabled_in_cloud(id, false, blocked);
  directory.overwrite_from_on_premises(blocked + 29min);
  CHECK_FALSE(directory.find_user(id)->account_enabled);

  SUBCASE("who was blocked is enabled again")
  {
    const auto before = directory.sequence();
    directory.overwrite_from_on_premises(blocked + 30min);
    CHECK(directory.find_user(id)->account_enabled);
    CHECK(directory.sequence() == before + 1);
  }
  SUBCASE("who was unblocked meanwhile stays so")
  {
    directory.set_enabled_in_cloud(id, true, blocked + 10min);
    directory.overwrite_from_on_premises(blocked + 60min);
    CHECK(directory.find_user(id)->account_enabled);
  }
}
