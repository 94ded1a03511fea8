#include "lpaz/admin/user_plan.hpp"

#include "lpaz/admin/user_lookup.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace lpaz::admin {
namespace {

// Everything that the plan depends on, read in as few requests as it takes.
struct Gathered {
  std::vector<graph::User> users;
  std::vector<std::string> missing;
  DirectoryRoles roles;
};

// One $batch at a time: the answers about many people are large, what is kept of them is not.
Result<Gathered> gather(graph::GraphClient& client, const UserPlanOptions& options)
{
  UserLookup lookup(options.names);
  std::vector<graph::GraphRequest> requests;
  if (options.change != UserChange::unblock) {
    requests = DirectoryRoles::requests();
  }
  const std::size_t role_count = requests.size();
  requests.insert(requests.end(), lookup.requests().begin(), lookup.requests().end());
  std::vector<Result<nlohmann::json>> roles;
  const std::span<const graph::GraphRequest> all(requests);
  for (std::size_t begin = 0; begin < all.size(); begin += graph::k_batch_capacity) {
    const auto part = all.subspan(begin, std::min(graph::k_batch_capacity, all.size() - begin));
    for (auto& answer : client.send_batch({part.begin(), part.end()})) {
      if (roles.size() < role_count) {
        roles.push_back(std::move(answer));
        continue;
      }
      if (!answer) {
        return fail(std::move(answer).error());
      }
      LPAZ_CHECK(lookup.take(client, *answer));
    }
  }
  Gathered gathered{{}, lookup.missing(), {}};
  gathered.users = lookup.take_users();
  if (role_count > 0) {
    LPAZ_CHECK(gathered.roles.take(client, roles));
  }
  return gathered;
}

// Who is in the recycle bin already needs no deletion.
Result<std::vector<graph::User>> already_deleted(graph::GraphClient& client,
                                                 UserChange change,
                                                 const std::vector<std::string>& missing)
{
  if (missing.empty()) {
    return std::vector<graph::User>{};
  }
  if (change != UserChange::remove) {
    return fail(users_not_found(missing));
  }
  LPAZ_TRY(auto bin, find_deleted_users(client, missing));
  if (!bin.missing.empty()) {
    return fail(users_not_found(bin.missing));
  }
  return std::move(bin.found);
}

bool is_so_already(UserChange change, const graph::User& user)
{
  const bool is_about_sign_in = change == UserChange::block || change == UserChange::unblock;
  return is_about_sign_in && user.account_enabled == (change == UserChange::unblock);
}

} // namespace

std::vector<UserStep> steps_of(UserChange change, const graph::User& user)
{
  const bool already = is_so_already(change, user);
  switch (change) {
  case UserChange::block:
    // Somebody who is blocked already may still hold sessions of a run that was killed before it
    // revoked them: revoking is repeated, blocking is not.
    return already ? std::vector{UserStep::revoke} : std::vector{UserStep::block, UserStep::revoke};
  case UserChange::unblock:
    return already ? std::vector<UserStep>() : std::vector{UserStep::unblock};
  case UserChange::remove:
    return {UserStep::remove};
  case UserChange::purge:
    break;
  }
  return {UserStep::purge};
}

std::size_t UserPlan::change_count() const
{
  return static_cast<std::size_t>(
      std::count_if(actions.begin(), actions.end(), [](const PlannedAction& action) {
        return !action.already_so;
      }));
}

Result<UserPlan>
plan_user_change(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log)
{
  LPAZ_TRY(Gathered gathered, gather(client, options));
  LPAZ_TRY(const auto deleted, already_deleted(client, options.change, gathered.missing));
  GuardRailFacts facts;
  facts.change = options.change;
  facts.users = std::move(gathered.users);
  facts.signed_in_object_id = options.signed_in_object_id;
  facts.protected_names = options.protected_names;
  facts.roles = std::move(gathered.roles);
  facts.max_users = options.max_users;
  LPAZ_CHECK(check_guard_rails(facts, options.overrides));
  for (const std::string& warning : facts.roles.warnings()) {
    log.warning(warning);
  }
  UserPlan plan;
  plan.change = options.change;
  plan.actions.reserve(facts.users.size() + deleted.size());
  for (graph::User& user : facts.users) {
    const bool already = is_so_already(options.change, user);
    auto steps = steps_of(options.change, user);
    plan.actions.push_back({std::move(user), already, std::move(steps)});
  }
  for (const graph::User& user : deleted) {
    plan.actions.push_back({user, true, {}});
  }
  return plan;
}

} // namespace lpaz::admin
