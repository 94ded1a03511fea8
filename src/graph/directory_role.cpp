#include "lpaz/graph/directory_role.hpp"

#include "lpaz/graph/odata_kind.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
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
    holding.principal_name = util::string_at(*principal, "displayName");
  }
  holding.scope = util::string_at(json, "directoryScopeId");
  return holding;
}

GroupEligibility parse_group_eligibility(const nlohmann::json& json)
{
  return {util::string_at(json, "principalId"), util::string_at(json, "accessId") == "owner"};
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

GraphRequest list_group_eligibilities_request(std::string_view group_id)
{
  const std::string query =
      ODataQuery().filter(fmt::format("groupId eq {}", odata_literal(group_id))).text();
  return needs(
      get_request("/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances" +
                  query),
      "PrivilegedEligibilitySchedule.Read.AzureADGroup");
}

} // namespace lpaz::graph
