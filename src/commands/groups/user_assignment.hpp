#pragma once

#include "commands/users/user_change.hpp"

#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/service_principal.hpp"

#include <map>
#include <string>
#include <vector>

namespace lpaz::commands {

// What assign-user and unassign-user share: the app, the people, and what each is assigned by
// directly.
struct UserAssignments {
  graph::ServicePrincipal app;
  std::vector<graph::User> users;
  std::vector<graph::AppRoleAssignment> all;           // of the app
  std::map<std::string, std::vector<std::string>> ids; // assignment ids by object id of the user
};
// Names the people or fails for all, --max-users included.
Result<UserAssignments> user_assignments(const UserChangeOptions& options,
                                         const std::vector<std::string>& names,
                                         runtime::Context& context);

// A journal belongs to the app, too.
std::string journal_target(runtime::Context& context);

} // namespace lpaz::commands
