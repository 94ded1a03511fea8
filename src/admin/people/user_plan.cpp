#include "lpaz/admin/people/user_plan.hpp"

#include "people.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_step.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::admin {
namespace {

Namesake namesake_of(UserChange change)
{
  return change == UserChange::unblock ? Namesake::warned : Namesake::ambiguous;
}

// Those who are Global Administrators, where the rail about the last one holds.
std::set<std::string> administrators_of(const GuardRailFacts& facts, RailSet rails)
{
  std::set<std::string> ids;
  for (const graph::User& user : facts.users) {
    if (rails.contains(Rail::last_global_administrator) &&
        facts.roles.is_global_administrator(user.id)) {
      ids.insert(user.id);
    }
  }
  return ids;
}

Result<DirectoryRoles> read_directory_roles(graph::GraphClient& client)
{
  DirectoryRoles roles;
  LPAZ_CHECK(roles.take(client, client.send_batch(DirectoryRoles::requests())));
  LPAZ_CHECK(roles.read_states(client));
  if (roles.failure()) {
    return fail(*roles.failure());
  }
  return roles;
}

// Holds the rails; what could not be read of the roles is a warning, once nothing rests on it.
Status hold_rails(const GuardRailFacts& facts, RailSet rails, util::Log& log)
{
  LPAZ_CHECK(check_guard_rails(facts, rails));
  for (const std::string& warning : facts.roles.warnings()) {
    log.warning(warning);
  }
  return {};
}

void add_change(UserChange change, graph::User user, UserPlan& plan)
{
  const std::string id = user.id;
  if (change == UserChange::remove) {
    plan.add(std::move(user), false, {needed(delete_step(id))});
  } else if (change == UserChange::block) {
    const bool already = user.account_enabled == false;
    auto steps = block_steps(user);
    plan.add(std::move(user), already, std::move(steps));
  } else {
    const bool already = user.account_enabled == true;
    auto steps = already ? std::vector<bulk::Step>() : std::vector{needed(unblock_step(id))};
    plan.add(std::move(user), already, std::move(steps));
  }
}

} // namespace

void UserPlan::add(graph::User user, bool already, std::vector<bulk::Step> steps)
{
  std::string name = fmt::format("{}  {}", original_name(user), user.display_name);
  writes.changes.push_back({user.id, std::move(name), already, std::move(steps)});
  users.push_back(std::move(user));
}

GuardRailFacts facts_of(const UserPlanOptions& options)
{
  GuardRailFacts facts;
  facts.signed_in_object_id = options.signed_in_object_id;
  facts.protected_names = options.protected_names;
  facts.max_users = options.max_users;
  facts.ends_sign_in = options.ends_sign_in;
  return facts;
}

std::vector<bulk::Step> block_steps(const graph::User& user)
{
  std::vector<bulk::Step> steps;
  if (user.account_enabled != false) {
    steps.push_back(block_step(user.id));
  }
  steps.push_back(revoke_step(user.id));
  for (bulk::Step& step : steps) {
    step.needed = user.account_enabled == true;
  }
  return steps;
}

Result<UserPlan> plan_user_change(graph::GraphClient& client,
                                  UserChange change,
                                  const UserPlanOptions& options,
                                  util::Log& log)
{
  // Somebody who is in the recycle bin already needs no deletion.
  const bool removes = change == UserChange::remove;
  LPAZ_TRY(
      People people,
      read_people(
          client, options, removes ? Bin::names_then_ids : Bin::names, namesake_of(change), log));
  const auto& unknown = removes ? people.missing : people.not_alive;
  if (!unknown.empty()) {
    return fail(users_not_found(unknown));
  }
  LPAZ_CHECK(hold_rails(people.facts, options.rails, log));
  UserPlan plan;
  plan.administrators = administrators_of(people.facts, options.rails);
  for (graph::User& user : people.facts.users) {
    add_change(change, std::move(user), plan);
  }
  for (const graph::User& user : people.deleted) {
    if (removes) {
      plan.add(user, true, {});
    }
  }
  return plan;
}

Result<std::vector<graph::User>>
find_guarded_users(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log)
{
  LPAZ_TRY(People people, read_people(client, options, Bin::names, Namesake::ambiguous, log));
  if (!people.not_alive.empty()) {
    return fail(users_not_found(people.not_alive));
  }
  LPAZ_CHECK(hold_rails(people.facts, options.rails, log));
  return std::move(people.facts.users);
}

Status hold_rails_for(graph::GraphClient& client,
                      const std::vector<graph::User>& users,
                      const UserPlanOptions& options,
                      util::Log& log)
{
  LPAZ_TRY(People people, read_people(client, options, Bin::nothing, Namesake::warned, log));
  people.facts.users = users;
  return hold_rails(people.facts, options.rails, log);
}

Status check_last_administrator(graph::GraphClient& client, const std::vector<graph::User>& users)
{
  GuardRailFacts facts;
  LPAZ_TRY(facts.roles, read_directory_roles(client));
  facts.users = users;
  return check_guard_rails(facts, {Rail::last_global_administrator, Rail::unknown_roles});
}

Result<bool> has_able_administrator(graph::GraphClient& client)
{
  LPAZ_TRY(const DirectoryRoles roles, read_directory_roles(client));
  return !roles.able_administrators().empty();
}

} // namespace lpaz::admin
