#pragma once

#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// Why a person is in scope of the enterprise app: assigned directly, or a direct member of groups
// that are. Groups inside groups are not read by the provisioning service.
struct AssignmentScope {
  bool is_direct = false;
  std::vector<std::string> groups;    // display names
  std::vector<std::string> group_ids; // of the same groups

  bool in_scope() const { return is_direct || !groups.empty(); }
};

// In the order of the users: one request for all assignments, and one for 20 people each.
Result<std::vector<AssignmentScope>> scope_of_users(graph::GraphClient& client,
                                                    std::string_view service_principal_id,
                                                    const std::vector<graph::User>& users);
// The same where the assignments of the app are known.
Result<std::vector<AssignmentScope>>
scope_of_users(graph::GraphClient& client,
               const std::vector<graph::AppRoleAssignment>& assignments,
               const std::vector<graph::User>& users);

// What is taken from people: the direct assignment, or groups.
struct ScopeEnd {
  bool direct = false;
  std::set<std::string> group_ids;
};

// How many people lose LastPass by it, for they are in scope through nothing else.
struct ScopeLoss {
  std::size_t disabled = 0; // by LastPass, with the next cycle: who is not blocked already
  std::size_t stranded = 0; // all of them: a later deletion does not reach their accounts
};
ScopeLoss scope_loss(const std::vector<graph::User>& users,
                     const std::vector<AssignmentScope>& scopes,
                     const ScopeEnd& end);
std::string describe(const ScopeLoss& loss);

} // namespace lpaz::admin
