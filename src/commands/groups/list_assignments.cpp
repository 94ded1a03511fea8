#include "commands/groups/assignment_rows.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/graph/page_iterator.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Lists the groups and people who are assigned to the enterprise app, and so are in scope of LastPass. People with the role Default Access may be skipped by provisioning although they are assigned.

Examples:
  lpaz list-assignments
  lpaz list-assignments --output json | jq -r '.[] | select(.principalType == "Group") | .principalDisplayName')";

struct Options {};

cli::ArgSet args(Options&)
{
  return {};
}

std::string role_name(const graph::ServicePrincipal& app, const std::string& role_id)
{
  if (role_id == graph::k_default_access_role) {
    return "Default Access";
  }
  const auto role = std::find_if(app.app_roles.begin(), app.app_roles.end(), [&](const auto& each) {
    return each.id == role_id;
  });
  return role == app.app_roles.end() ? role_id : role->display_name;
}

Status run(const Options&, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  return graph::for_each_item(
      *client, graph::list_assignments_request(app.id), [&context, &app](const auto& json) {
        const auto assignment = graph::parse_app_role_assignment(json);
        return context.print({{"principalType", assignment.principal_type},
                              {"principalDisplayName", assignment.principal_display_name},
                              {"principalId", assignment.principal_id},
                              {"role", role_name(app, assignment.app_role_id)},
                              {"createdDateTime", assignment.created_date_time},
                              {"id", assignment.id}});
      });
}

} // namespace

CommandSpec list_assignments()
{
  return command("list-assignments", "List who is in scope of LastPass", k_help, args, run)
      .prints({{"principalType", "Type", "Group, User or ServicePrincipal"},
               {"principalDisplayName", "Name", "Display name"},
               {"principalId", "Object id", "Object id of the group or user"},
               {"role", "Role", "Role in the app"},
               {"createdDateTime", "Since", "When it was assigned", ColumnKind::time},
               {"id",
                "Assignment id",
                "Id of the assignment",
                ColumnKind::text,
                ColumnShow::on_request}});
}

} // namespace lpaz::commands
