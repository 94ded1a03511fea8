#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::graph {

// Template id of the role Global Administrator, the same in every tenant ("Microsoft Entra built-in
// roles"); built-in roles have it as their roleDefinitionId too.
inline constexpr std::string_view k_global_administrator = "62e90394-69f5-4237-9190-012177145e10";

// Who holds a directory role: "unifiedRoleAssignment" and "unifiedRoleEligibilityScheduleInstance"
// have these in common.
struct RoleHolding {
  std::string principal_id;
  std::string principal_kind; // user, group or servicePrincipal; empty if Graph did not say
  std::optional<bool> principal_enabled;
  std::string principal_name; // display name
  std::string role_definition_id;
  std::string scope; // "/" = the whole directory, otherwise an administrative unit or an object
};

RoleHolding parse_role_holding(const nlohmann::json& json);

// Who may become member or owner of a group when they need it: Privileged Identity Management for
// groups, "privilegedAccessGroupEligibilityScheduleInstance".
struct GroupEligibility {
  std::string principal_id;
  bool as_owner = false;
};

GroupEligibility parse_group_eligibility(const nlohmann::json& json);

// Names of the roles: a list of {id, displayName}.
GraphRequest list_role_definitions_request();
// All active assignments of the tenant, each with its principal.
GraphRequest list_role_assignments_request();
// All eligible assignments of the tenant (Privileged Identity Management; needs Entra ID P2).
GraphRequest list_role_eligibilities_request();
// Graph wants the group: there is no list for the whole tenant.
GraphRequest list_group_eligibilities_request(std::string_view group_id);

} // namespace lpaz::graph
