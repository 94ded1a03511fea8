#pragma once

#include "commands/commands.hpp"

#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/graph/service_principal.hpp"

#include <vector>

namespace lpaz::commands {

// What assign-group and unassign-group share.
cli::ArgSet group_args(std::vector<std::string>& groups);
std::vector<Column> assignment_change_columns();
OrderedJson assignment_change_row(const graph::ServicePrincipal& app, const graph::Group& group);
// All of the app.
Result<std::vector<graph::AppRoleAssignment>> assignments_of(graph::GraphClient& client,
                                                             const graph::ServicePrincipal& app);

} // namespace lpaz::commands
