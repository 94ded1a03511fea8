#include "lpaz/admin/bin_plan.hpp"

#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>

#include <set>

namespace lpaz::admin {
namespace {

// Somebody may be named in several ways.
UserPlan plan_of(const std::vector<graph::User>& users, UserStep step)
{
  UserPlan plan;
  std::set<std::string> seen;
  for (const graph::User& user : users) {
    if (seen.insert(user.id).second) {
      plan.actions.push_back({user, false, {step}});
    }
  }
  return plan;
}

// Of those who are not in the recycle bin.
Result<std::vector<PlannedAction>>
purged_before(graph::GraphClient& client, const std::vector<std::string>& names, Missing missing)
{
  std::vector<PlannedAction> actions;
  if (names.empty()) {
    return actions;
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
    PlannedAction& action = actions.emplace_back();
    action.already_so = true;
    action.user.id = util::is_uuid(name) ? name : "";
    action.user.user_principal_name = name;
  }
  return actions;
}

} // namespace

Result<UserPlan> plan_restore(graph::GraphClient& client, const std::vector<std::string>& names)
{
  LPAZ_TRY(const auto bin, find_deleted_users(client, names));
  std::vector<graph::User> present;
  if (!bin.missing.empty()) {
    LPAZ_TRY(present, find_users(client, bin.missing));
  }
  UserPlan plan;
  for (const graph::User& user : present) {
    plan.actions.push_back({user, true, {}});
  }
  UserPlan deleted = plan_of(bin.found, UserStep::restore);
  plan.actions.insert(plan.actions.end(), deleted.actions.begin(), deleted.actions.end());
  return plan;
}

Result<UserPlan>
plan_purge(graph::GraphClient& client, const UserPlanOptions& options, Missing missing)
{
  LPAZ_TRY(auto bin, find_deleted_users(client, options.names));
  LPAZ_TRY(auto purged, purged_before(client, bin.missing, missing));
  GuardRailFacts facts;
  facts.change = UserChange::purge;
  facts.users = bin.found;
  facts.signed_in_object_id = options.signed_in_object_id;
  facts.protected_names = options.protected_names;
  facts.max_users = options.max_users;
  for (graph::User& user : facts.users) {
    user.user_principal_name = original_name(user);
  }
  LPAZ_CHECK(check_guard_rails(facts, options.overrides));
  UserPlan plan = plan_of(bin.found, UserStep::purge);
  plan.change = UserChange::purge;
  plan.actions.insert(plan.actions.end(), purged.begin(), purged.end());
  return plan;
}

} // namespace lpaz::admin
