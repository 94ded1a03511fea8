#include "commands/commands.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/graph/app_role_assignment.hpp"
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

struct AssignmentRow {
  const graph::AppRoleAssignment& assignment;
  std::string role;
};

constexpr cli::RowColumn<AssignmentRow> k_columns[] = {
    {"principalType",
     "Type",
     "Group, User or ServicePrincipal",
     [](const AssignmentRow& row) { return OrderedJson(row.assignment.principal_type); }},
    {"principalDisplayName",
     "Name",
     "Display name",
     [](const AssignmentRow& row) { return OrderedJson(row.assignment.principal_display_name); }},
    {"principalId",
     "Object id",
     "Object id of the group or user",
     [](const AssignmentRow& row) { return OrderedJson(row.assignment.principal_id); }},
    {"role",
     "Role",
     "Role in the app",
     [](const AssignmentRow& row) { return OrderedJson(row.role); }},
    {"createdDateTime",
     "Since",
     "When it was assigned",
     [](const AssignmentRow& row) { return OrderedJson(row.assignment.created_date_time); },
     ColumnKind::time},
    {"id",
     "Assignment id",
     "Id of the assignment",
     [](const AssignmentRow& row) { return OrderedJson(row.assignment.id); },
     ColumnKind::text,
     ColumnShow::on_request}};

Status run(const Options&, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  return graph::for_each_item(
      *client, graph::list_assignments_request(app.id), [&context, &app](const auto& json) {
        const auto assignment = graph::parse_app_role_assignment(json);
        return context.print(
            to_row(k_columns, AssignmentRow{assignment, role_name(app, assignment.app_role_id)}));
      });
}

} // namespace

CommandSpec list_assignments()
{
  return command("list-assignments", "List who is in scope of LastPass", k_help, args, run)
      .prints(columns_of(k_columns));
}

} // namespace lpaz::commands
