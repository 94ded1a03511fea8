#include "commands/groups/assignment_rows.hpp"

#include "lpaz/graph/page_iterator.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {

cli::ArgSet group_args(std::vector<std::string>& groups)
{
  return {positional("GROUP", groups, "Display name or object id of a group").at_least(1)};
}

std::vector<Column> assignment_change_columns()
{
  return {{"app", "App", "Display name of the enterprise app"},
          {"group", "Group", "Display name of the group"},
          {"groupId", "Group id", "Its object id"},
          {"assignmentId",
           "Assignment id",
           "Id of the assignment",
           ColumnKind::text,
           ColumnShow::on_request},
          {"result", "Result", "What became of it, or what would"},
          {"error", "Error", "Why it failed", ColumnKind::text, ColumnShow::when_set}};
}

OrderedJson assignment_change_row(const graph::ServicePrincipal& app, const graph::Group& group)
{
  return {{"app", app.display_name},
          {"group", group.display_name},
          {"groupId", group.id},
          {"assignmentId", nullptr},
          {"result", nullptr},
          {"error", nullptr}};
}

Result<std::vector<graph::AppRoleAssignment>> assignments_of(graph::GraphClient& client,
                                                             const graph::ServicePrincipal& app)
{
  std::vector<graph::AppRoleAssignment> assignments;
  LPAZ_CHECK(graph::for_each_item(
      client, graph::list_assignments_request(app.id), [&assignments](const auto& json) -> Status {
        assignments.push_back(graph::parse_app_role_assignment(json));
        return {};
      }));
  return assignments;
}

} // namespace lpaz::commands
