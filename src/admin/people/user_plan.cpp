#include "lpaz/admin/people/user_plan.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_step.hpp"

#include <fmt/format.h>
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
  if (options.rails.contains(Rail::directory_role) ||
      options.rails.contains(Rail::last_global_administrator)) {
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

// Somebody who is in the recycle bin already needs no deletion.
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

void add_change(UserChange change, graph::User user, UserPlan& plan)
{
  const std::string id = user.id;
  if (change == UserChange::remove) {
    plan.add(std::move(user), false, {delete_step(id)});
  } else if (change == UserChange::block) {
    const bool already = user.account_enabled == false;
    auto steps = block_steps(user);
    plan.add(std::move(user), already, std::move(steps));
  } else {
    const bool already = user.account_enabled == true;
    auto steps = already ? std::vector<bulk::Step>() : std::vector{unblock_step(id)};
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
  return facts;
}

std::vector<bulk::Step> block_steps(const graph::User& user)
{
  std::vector<bulk::Step> steps;
  if (user.account_enabled != false) {
    steps.push_back(block_step(user.id));
  }
  steps.push_back(revoke_step(user.id));
  return steps;
}

Result<UserPlan> plan_user_change(graph::GraphClient& client,
                                  UserChange change,
                                  const UserPlanOptions& options,
                                  util::Log& log)
{
  LPAZ_TRY(Gathered gathered, gather(client, options));
  LPAZ_TRY(const auto deleted, already_deleted(client, change, gathered.missing));
  GuardRailFacts facts = facts_of(options);
  facts.users = std::move(gathered.users);
  facts.roles = std::move(gathered.roles);
  LPAZ_CHECK(check_guard_rails(facts, options.rails));
  for (const std::string& warning : facts.roles.warnings()) {
    log.warning(warning);
  }
  UserPlan plan;
  for (graph::User& user : facts.users) {
    add_change(change, std::move(user), plan);
  }
  for (const graph::User& user : deleted) {
    plan.add(user, true, {});
  }
  return plan;
}

} // namespace lpaz::admin
