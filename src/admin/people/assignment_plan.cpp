#include "lpaz/admin/people/assignment_plan.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/graph/odata_kind.hpp"
#include "lpaz/graph/page_iterator.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <utility>

namespace lpaz::admin {
namespace {

std::vector<const graph::AppRoleAssignment*> assignments_to(const Assignments& assignments,
                                                            const std::string& principal_id)
{
  std::vector<const graph::AppRoleAssignment*> found;
  for (const graph::AppRoleAssignment& assignment : assignments) {
    if (assignment.principal_id == principal_id) {
      found.push_back(&assignment);
    }
  }
  return found;
}

// Repeating an assignment does no harm: the second one is a conflict.
std::vector<bulk::Step> assign_steps(const graph::ServicePrincipal& app,
                                     const std::string& role,
                                     const std::string& principal_id)
{
  bulk::Step step{"assign", graph::assign_request(app.id, role, principal_id)};
  step.already = ErrorKind::conflict;
  step.needed = true;
  step.keeps_answer = true;
  return {std::move(step)};
}

// One step for each role. The last has the plain name: after it LastPass can follow.
std::vector<bulk::Step> unassign_steps(const graph::ServicePrincipal& app,
                                       const std::vector<const graph::AppRoleAssignment*>& assigned)
{
  std::vector<bulk::Step> steps;
  for (const graph::AppRoleAssignment* assignment : assigned) {
    bulk::Step step{"unassign " + assignment->app_role_id,
                    graph::unassign_request(app.id, assignment->id)};
    step.already = ErrorKind::not_found;
    step.needed = true;
    steps.push_back(std::move(step));
  }
  if (!steps.empty()) {
    steps.back().name = "unassign";
  }
  return steps;
}

bulk::Change change_of(const graph::Group& group, bool already, std::vector<bulk::Step> steps)
{
  return {group.id, group.display_name, already, std::move(steps)};
}

} // namespace

Result<Assignments> assignments_of(graph::GraphClient& client, const graph::ServicePrincipal& app)
{
  Assignments assignments;
  LPAZ_CHECK(graph::for_each_item(
      client, graph::list_assignments_request(app.id), [&assignments](const auto& json) -> Status {
        assignments.push_back(graph::parse_app_role_assignment(json));
        return {};
      }));
  return assignments;
}

Result<UserPlan> plan_assign_users(const graph::ServicePrincipal& app,
                                   const Assignments& assignments,
                                   std::vector<graph::User> users)
{
  LPAZ_TRY(const std::string role, role_for_members(app));
  UserPlan plan;
  for (graph::User& user : users) {
    const bool already = !assignments_to(assignments, user.id).empty();
    auto steps = already ? std::vector<bulk::Step>() : assign_steps(app, role, user.id);
    plan.add(std::move(user), already, std::move(steps));
  }
  return plan;
}

UserPlan plan_unassign_users(const graph::ServicePrincipal& app,
                             const Assignments& assignments,
                             std::vector<graph::User> users)
{
  UserPlan plan;
  for (graph::User& user : users) {
    auto steps = unassign_steps(app, assignments_to(assignments, user.id));
    const bool already = steps.empty();
    plan.add(std::move(user), already, std::move(steps));
  }
  return plan;
}

Status check_assignable(const std::vector<graph::Group>& groups)
{
  for (const graph::Group& group : groups) {
    if (!group.security_enabled) {
      return fail(ErrorKind::refused,
                  fmt::format("\"{}\" is not a security group, and only those can be assigned",
                              group.display_name),
                  "nothing was changed; make a security group with lpaz create-group");
    }
  }
  return {};
}

Result<GroupPlan> plan_assign_groups(const graph::ServicePrincipal& app,
                                     const Assignments& assignments,
                                     std::vector<graph::Group> groups)
{
  LPAZ_CHECK(check_assignable(groups));
  LPAZ_TRY(const std::string role, role_for_members(app));
  GroupPlan plan;
  for (const graph::Group& group : groups) {
    const bool already = !assignments_to(assignments, group.id).empty();
    auto steps = already ? std::vector<bulk::Step>() : assign_steps(app, role, group.id);
    plan.assignment_ids.emplace_back();
    plan.writes.changes.push_back(change_of(group, already, std::move(steps)));
  }
  plan.groups = std::move(groups);
  return plan;
}

GroupPlan plan_unassign_groups(const graph::ServicePrincipal& app,
                               const Assignments& assignments,
                               std::vector<graph::Group> groups)
{
  GroupPlan plan;
  for (const graph::Group& group : groups) {
    const auto assigned = assignments_to(assignments, group.id);
    plan.assignment_ids.push_back(assigned.empty() ? std::string() : assigned.front()->id);
    auto steps = unassign_steps(app, assigned);
    const bool already = steps.empty();
    plan.writes.changes.push_back(change_of(group, already, std::move(steps)));
  }
  plan.groups = std::move(groups);
  return plan;
}

Status check_member_count(graph::GraphClient& client,
                          const std::vector<graph::Group>& groups,
                          std::size_t max_users)
{
  if (max_users == 0) {
    return {};
  }
  std::set<std::string> members;
  for (const graph::Group& group : groups) {
    LPAZ_CHECK(graph::for_each_item(
        client, graph::list_members_request(group.id), [&members](const auto& json) -> Status {
          if (auto member = graph::parse_group_member(json); member.kind == "user") {
            members.insert(std::move(member.id));
          }
          return {};
        }));
  }
  return check_user_count(members.size(), max_users);
}

Result<std::vector<graph::User>> members_of(graph::GraphClient& client,
                                            const std::vector<graph::Group>& groups)
{
  std::vector<graph::GraphRequest> requests;
  for (const graph::Group& group : groups) {
    requests.push_back(graph::list_member_users_request(group.id));
  }
  std::vector<graph::User> users;
  std::set<std::string> seen;
  for (const auto& answer : client.send_batch(requests)) {
    if (!answer) {
      return fail(answer.error());
    }
    LPAZ_CHECK(graph::for_each_item_from(client, *answer, {}, [&](const auto& json) -> Status {
      graph::User user = graph::parse_user(json);
      if (graph::odata_kind(json) == "user" && seen.insert(user.id).second) {
        users.push_back(std::move(user));
      }
      return {};
    }));
  }
  return users;
}

Status check_editable(const graph::Group& group)
{
  if (group.is_dynamic) {
    return fail(ErrorKind::refused,
                fmt::format("the members of \"{}\" follow a rule", group.display_name),
                "change the rule of the group in Entra ID, or use a group with assigned members");
  }
  if (group.on_premises_sync_enabled) {
    return fail(ErrorKind::refused,
                fmt::format("\"{}\" is synced from the local Active Directory", group.display_name),
                "change its members there");
  }
  return {};
}

UserPlan plan_members(const graph::GraphClient& client,
                      MemberChange change,
                      std::string_view group_id,
                      std::vector<graph::User> users)
{
  const bool adds = change == MemberChange::add;
  UserPlan plan;
  for (graph::User& user : users) {
    bulk::Step step{adds ? "add" : "remove",
                    adds ? graph::add_member_request(client, group_id, user.id)
                         : graph::remove_member_request(group_id, user.id)};
    step.already = adds ? ErrorKind::conflict : ErrorKind::not_found;
    plan.add(std::move(user), false, {std::move(step)});
  }
  return plan;
}

} // namespace lpaz::admin
