#include "lpaz/admin/people/bin_plan.hpp"

#include "name_holders.hpp"
#include "people.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_step.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace lpaz::admin {
namespace {

void add_all(const std::vector<graph::User>& users,
             bulk::Step (*step)(std::string_view id),
             UserPlan& plan)
{
  for (const graph::User& user : users) {
    plan.add(user, false, {needed(step(user.id))});
  }
}

Error not_deleted(const graph::User& user)
{
  Error error;
  error.kind = ErrorKind::refused;
  error.message = fmt::format("{} is not deleted; nothing was changed",
                              util::make_visible(user.user_principal_name));
  error.hint = "only who is in the recycle bin can be purged: lpaz delete-user, or "
               "lpaz offboard-user, goes before";
  return error;
}

// Of those who are nowhere.
void add_purged(const std::vector<std::string>& names, UserPlan& plan)
{
  for (const std::string& name : names) {
    graph::User user;
    user.id = util::is_uuid(name) ? name : "";
    user.user_principal_name = name;
    plan.add(std::move(user), true, {});
  }
}

// Who has a name, or an address, now that one of these people had.
Result<std::vector<ReusedName>> read_reused_names(graph::GraphClient& client,
                                                  const std::vector<graph::User>& users)
{
  std::set<std::string> names;
  for (const graph::User& user : users) {
    names.insert({original_name(user), user.mail});
  }
  LPAZ_TRY(const NameHolders holders, read_name_holders(client, names));
  std::vector<ReusedName> reused;
  for (const graph::User& user : users) {
    std::set<std::string> seen;
    for (const std::string& name : {original_name(user), user.mail}) {
      for (const graph::User& living : holders.of(name)) {
        if (seen.insert(living.id).second) {
          reused.push_back({user.id, living.id, living.user_principal_name});
        }
      }
    }
  }
  return reused;
}

} // namespace

Result<UserPlan>
plan_restore(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log)
{
  LPAZ_TRY(People people,
           read_people(client, options, Bin::names_and_ids, Namesake::ambiguous, log));
  if (!people.missing.empty()) {
    return fail(users_not_found(people.missing));
  }
  UserPlan plan;
  for (const graph::User& user : people.facts.users) {
    plan.add(user, true, {});
  }
  add_all(people.deleted, restore_step, plan);
  people.facts.users = plan.users;
  LPAZ_CHECK(check_guard_rails(people.facts, options.rails));
  return plan;
}

Result<UserPlan> plan_purge(graph::GraphClient& client,
                            const UserPlanOptions& options,
                            Missing missing,
                            util::Log& log)
{
  UserPlanOptions of_purge = options;
  of_purge.rails = options.rails.without(Rail::directory_role)
                       .without(Rail::last_global_administrator)
                       .without(Rail::unknown_roles);
  LPAZ_TRY(People people,
           read_people(client, of_purge, Bin::names_and_ids, Namesake::ambiguous, log));
  if (!people.facts.users.empty()) {
    return fail(not_deleted(people.facts.users.front()));
  }
  if (missing == Missing::unknown && !people.missing.empty()) {
    return fail(users_not_found(people.missing));
  }
  GuardRailFacts& facts = people.facts;
  facts.users = people.deleted;
  for (graph::User& user : facts.users) {
    user.user_principal_name = original_name(user);
  }
  if (of_purge.rails.contains(Rail::reused_name)) {
    LPAZ_TRY(facts.reused_names, read_reused_names(client, people.deleted));
  }
  LPAZ_CHECK(check_guard_rails(facts, of_purge.rails));
  UserPlan plan;
  add_all(people.deleted, purge_step, plan);
  add_purged(people.missing, plan);
  return plan;
}

} // namespace lpaz::admin
