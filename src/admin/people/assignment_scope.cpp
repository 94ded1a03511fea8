#include "lpaz/admin/people/assignment_scope.hpp"

#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace lpaz::admin {
namespace {

struct Assigned {
  std::set<std::string> users;
  std::map<std::string, std::string> groups; // display names by id
};

Assigned assigned_to(const std::vector<graph::AppRoleAssignment>& assignments)
{
  Assigned assigned;
  for (const graph::AppRoleAssignment& one : assignments) {
    if (one.principal_type == "Group") {
      assigned.groups[one.principal_id] = one.principal_display_name;
    } else {
      assigned.users.insert(one.principal_id);
    }
  }
  return assigned;
}

} // namespace

Result<std::vector<AssignmentScope>> scope_of_users(graph::GraphClient& client,
                                                    std::string_view service_principal_id,
                                                    const std::vector<graph::User>& users)
{
  std::vector<graph::AppRoleAssignment> assignments;
  LPAZ_CHECK(graph::for_each_item(client,
                                  graph::list_assignments_request(service_principal_id),
                                  [&assignments](const auto& json) -> Status {
                                    assignments.push_back(graph::parse_app_role_assignment(json));
                                    return {};
                                  }));
  return scope_of_users(client, assignments, users);
}

Result<std::vector<AssignmentScope>>
scope_of_users(graph::GraphClient& client,
               const std::vector<graph::AppRoleAssignment>& assignments,
               const std::vector<graph::User>& users)
{
  const Assigned assigned = assigned_to(assignments);
  std::vector<graph::GraphRequest> requests;
  for (const graph::User& user : users) {
    requests.push_back(graph::list_memberships_request(user.id));
  }
  const auto answers = client.send_batch(requests);
  std::vector<AssignmentScope> scopes;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!answers[i]) {
      return fail(answers[i].error());
    }
    AssignmentScope& scope = scopes.emplace_back();
    scope.is_direct = assigned.users.contains(users[i].id);
    LPAZ_CHECK(graph::for_each_item_from(
        client, *answers[i], {}, [&scope, &assigned](const auto& json) -> Status {
          const auto group = assigned.groups.find(util::string_at(json, "id"));
          if (group != assigned.groups.end()) {
            scope.groups.push_back(group->second);
            scope.group_ids.push_back(group->first);
          }
          return {};
        }));
  }
  return scopes;
}

ScopeLoss scope_loss(const std::vector<graph::User>& users,
                     const std::vector<AssignmentScope>& scopes,
                     const ScopeEnd& end)
{
  ScopeLoss loss;
  for (std::size_t i = 0; i < users.size(); ++i) {
    const AssignmentScope& scope = scopes[i];
    const bool keeps = (scope.is_direct && !end.direct) ||
                       std::ranges::any_of(scope.group_ids, [&end](const std::string& id) {
                         return !end.group_ids.contains(id);
                       });
    if (scope.in_scope() && !keeps) {
      ++loss.stranded;
      loss.disabled += users[i].account_enabled == false ? 0 : 1;
    }
  }
  return loss;
}

std::string describe(const ScopeLoss& loss)
{
  if (loss.stranded == 0) {
    return "Nobody loses LastPass by it.";
  }
  const auto accounts = [](std::size_t count) {
    return util::plural(static_cast<long long>(count), "account");
  };
  return fmt::format("LastPass disables {} with the next cycle, in scope through nothing else; {} "
                     "{} stranded: a later deletion in Entra ID does not reach the vault.",
                     accounts(loss.disabled),
                     accounts(loss.stranded),
                     loss.stranded == 1 ? "is" : "are");
}

} // namespace lpaz::admin
