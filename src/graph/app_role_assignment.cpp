#include "lpaz/graph/app_role_assignment.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {
namespace {

constexpr std::string_view k_write_assignments = "AppRoleAssignment.ReadWrite.All";

} // namespace

AppRoleAssignment parse_app_role_assignment(const nlohmann::json& json)
{
  AppRoleAssignment assignment;
  assignment.id = util::string_at(json, "id");
  assignment.app_role_id = util::string_at(json, "appRoleId");
  assignment.principal_id = util::string_at(json, "principalId");
  assignment.principal_type = util::string_at(json, "principalType");
  assignment.principal_display_name = util::string_at(json, "principalDisplayName");
  assignment.created_date_time = util::string_at(json, "createdDateTime");
  return assignment;
}

GraphRequest list_assignments_request(std::string_view service_principal_id)
{
  return needs(get_request(fmt::format("/servicePrincipals/{}/appRoleAssignedTo?$top=999",
                                       service_principal_id)),
               "Application.Read.All");
}

GraphRequest assign_request(std::string_view service_principal_id,
                            std::string_view app_role_id,
                            std::string_view principal_id)
{
  return needs(repeatable(post_request(
                   fmt::format("/servicePrincipals/{}/appRoleAssignedTo", service_principal_id),
                   {{"principalId", std::string(principal_id)},
                    {"resourceId", std::string(service_principal_id)},
                    {"appRoleId", std::string(app_role_id)}})),
               std::string(k_write_assignments));
}

GraphRequest unassign_request(std::string_view service_principal_id, std::string_view assignment_id)
{
  return needs(delete_request(fmt::format("/servicePrincipals/{}/appRoleAssignedTo/{}",
                                          service_principal_id,
                                          util::percent_encode(assignment_id))),
               std::string(k_write_assignments));
}

} // namespace lpaz::graph
