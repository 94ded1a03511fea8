#include "lpaz/admin/people/bin_plan.hpp"

#include "people.hpp"

#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/people/user_step.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
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

// The names that an account in LastPass may have, in lower case, and whose they were.
std::map<std::string, std::vector<std::string>> former_names(const std::vector<graph::User>& users)
{
  std::map<std::string, std::vector<std::string>> names;
  for (const graph::User& user : users) {
    for (const std::string& name :
         std::set{util::to_lower(original_name(user)), util::to_lower(user.mail)}) {
      if (!name.empty()) {
        names[name].push_back(user.id);
      }
    }
  }
  return names;
}

std::vector<graph::GraphRequest>
holder_requests(const std::map<std::string, std::vector<std::string>>& names)
{
  std::vector<std::string> group;
  std::vector<graph::GraphRequest> requests;
  std::size_t left = names.size();
  for (const auto& [name, ids] : names) {
    group.push_back(name);
    --left;
    if (group.size() == graph::k_in_limit || left == 0) {
      for (const std::string_view property : {"userPrincipalName", "mail"}) {
        requests.push_back(graph::list_users_request(graph::odata_in(property, group)));
      }
      group.clear();
    }
  }
  return requests;
}

// Who has a name, or an address, now that one of these people had.
Result<std::vector<ReusedName>> read_reused_names(graph::GraphClient& client,
                                                  const std::vector<graph::User>& users)
{
  const auto names = former_names(users);
  std::vector<ReusedName> reused;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& answer : client.send_batch(holder_requests(names))) {
    if (!answer) {
      return fail(answer.error());
    }
    LPAZ_CHECK(graph::for_each_item_from(client, *answer, {}, [&](const auto& json) -> Status {
      const graph::User living = graph::parse_user(json);
      for (const std::string& name : {living.user_principal_name, living.mail}) {
        const auto found = names.find(util::to_lower(name));
        for (std::size_t i = 0; found != names.end() && i < found->second.size(); ++i) {
          if (seen.emplace(found->second[i], living.id).second) {
            reused.push_back({found->second[i], living.id, living.user_principal_name});
          }
        }
      }
      return {};
    }));
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
