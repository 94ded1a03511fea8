#include "lpaz/admin/people/bin_plan.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_step.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace lpaz::admin {
namespace {

// One may be named in several ways.
void add_each_once(const std::vector<graph::User>& users,
                   bulk::Step (*step)(std::string_view id),
                   UserPlan& plan)
{
  std::set<std::string> seen;
  for (const graph::User& user : users) {
    if (seen.insert(user.id).second) {
      plan.add(user, false, {step(user.id)});
    }
  }
}

// Of those who are not in the recycle bin.
Result<UserPlan>
purged_before(graph::GraphClient& client, const std::vector<std::string>& names, Missing missing)
{
  UserPlan plan;
  if (names.empty()) {
    return plan;
  }
  LPAZ_TRY(auto lookup, look_up_users(client, names));
  const auto present = lookup.take_users();
  if (!present.empty()) {
    return fail(ErrorKind::refused,
                fmt::format("{} is not deleted; nothing was changed",
                            util::make_visible(present.front().user_principal_name)),
                "only who is in the recycle bin can be purged: lpaz delete-user, or "
                "lpaz offboard-user, goes before");
  }
  if (missing == Missing::unknown) {
    return fail(users_not_found(lookup.missing()));
  }
  for (const std::string& name : lookup.missing()) {
    graph::User user;
    user.id = util::is_uuid(name) ? name : "";
    user.user_principal_name = name;
    plan.add(std::move(user), true, {});
  }
  return plan;
}

} // namespace

Result<UserPlan> plan_restore(graph::GraphClient& client, const UserPlanOptions& options)
{
  LPAZ_TRY(const auto bin, find_deleted_users(client, options.names));
  std::vector<graph::User> present;
  if (!bin.missing.empty()) {
    LPAZ_TRY(present, find_users(client, bin.missing));
  }
  UserPlan plan;
  for (const graph::User& user : present) {
    plan.add(user, true, {});
  }
  add_each_once(bin.found, restore_step, plan);
  GuardRailFacts facts = facts_of(options);
  facts.users = plan.users;
  LPAZ_CHECK(check_guard_rails(facts, options.rails));
  return plan;
}

Result<UserPlan>
plan_purge(graph::GraphClient& client, const UserPlanOptions& options, Missing missing)
{
  LPAZ_TRY(auto bin, find_deleted_users(client, options.names));
  LPAZ_TRY(auto purged, purged_before(client, bin.missing, missing));
  GuardRailFacts facts = facts_of(options);
  facts.users = bin.found;
  for (graph::User& user : facts.users) {
    user.user_principal_name = original_name(user);
  }
  const RailSet rails =
      options.rails.without(Rail::directory_role).without(Rail::last_global_administrator);
  LPAZ_CHECK(check_guard_rails(facts, rails));
  UserPlan plan;
  add_each_once(bin.found, purge_step, plan);
  for (const graph::User& user : purged.users) {
    plan.add(user, true, {});
  }
  return plan;
}

} // namespace lpaz::admin
