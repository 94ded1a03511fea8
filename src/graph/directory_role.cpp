#include "lpaz/graph/directory_role.hpp"

#include "lpaz/graph/odata_kind.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::graph {

RoleHolding parse_role_holding(const nlohmann::json& json)
{
  RoleHolding holding;
  holding.principal_id = util::string_at(json, "principalId");
  holding.role_definition_id = util::string_at(json, "roleDefinitionId");
  if (const auto* principal = util::find_object(json, "principal"); principal != nullptr) {
    holding.principal_kind = odata_kind(*principal);
    holding.principal_enabled = util::find_bool(*principal, "accountEnabled");
  }
  return holding;
}

GraphRequest list_role_definitions_request()
{
  return needs(get_request("/roleManagement/directory/roleDefinitions" +
                           ODataQuery().select("id,displayName").text()),
               "RoleManagement.Read.Directory");
}

GraphRequest list_role_assignments_request()
{
  return needs(get_request("/roleManagement/directory/roleAssignments" +
                           ODataQuery().expand("principal").text()),
               "RoleManagement.Read.Directory");
}

GraphRequest list_role_eligibilities_request()
{
  return needs(get_request("/roleManagement/directory/roleEligibilityScheduleInstances" +
                           ODataQuery().expand("principal").text()),
               "RoleEligibilitySchedule.Read.Directory");
}

} // namespace lpaz::graph
