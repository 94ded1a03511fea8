#pragma once

#include "lpaz/admin/people/user_plan.hpp"
#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/graph/service_principal.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// Who is in scope of the enterprise app, and who is a member of a group: plans for both.

using Assignments = std::vector<graph::AppRoleAssignment>;

// All assignments of the app.
Result<Assignments> assignments_of(graph::GraphClient& client, const graph::ServicePrincipal& app);

// Writes about groups: groups[i] is the one that writes.changes[i] is about.
struct GroupPlan {
  std::vector<graph::Group> groups;
  std::vector<std::string> assignment_ids; // of each group, what ends; empty if there is none
  bulk::Plan writes;
};

// Those who are assigned directly are already so. ErrorKind::usage if the app has no role for them.
Result<UserPlan> plan_assign_users(const graph::ServicePrincipal& app,
                                   const Assignments& assignments,
                                   std::vector<graph::User> users);
// Ends every direct assignment; those who have none are already so.
UserPlan plan_unassign_users(const graph::ServicePrincipal& app,
                             const Assignments& assignments,
                             std::vector<graph::User> users);
// A group that is no security group is ErrorKind::refused.
Status check_assignable(const std::vector<graph::Group>& groups);
Result<GroupPlan> plan_assign_groups(const graph::ServicePrincipal& app,
                                     const Assignments& assignments,
                                     std::vector<graph::Group> groups);
GroupPlan plan_unassign_groups(const graph::ServicePrincipal& app,
                               const Assignments& assignments,
                               std::vector<graph::Group> groups);

// Holds the rail max_users for everybody who is a direct member of one of the groups; reads nothing
// where there is no limit.
Status check_member_count(graph::GraphClient& client,
                          const std::vector<graph::Group>& groups,
                          std::size_t max_users);

// The people who are direct members of one of the groups, each once.
Result<std::vector<graph::User>> members_of(graph::GraphClient& client,
                                            const std::vector<graph::Group>& groups);

enum class MemberChange { add, remove };

// A group whose members somebody else decides (a rule, the local Active Directory) is
// ErrorKind::refused.
Status check_editable(const graph::Group& group);
// Who is a member is not read: the service says so of those who are already as they shall be.
UserPlan plan_members(const graph::GraphClient& client,
                      MemberChange change,
                      std::string_view group_id,
                      std::vector<graph::User> users);

} // namespace lpaz::admin
