#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace lpaz::graph {

// "appRoleAssignment resource type": who is in scope of an enterprise app.
struct AppRoleAssignment {
  std::string id;
  std::string app_role_id;
  std::string principal_id;
  std::string principal_type; // User, Group or ServicePrincipal
  std::string principal_display_name;
  std::string created_date_time; // RFC 3339
};

// The role of an app that declares no roles of its own.
inline constexpr std::string_view k_default_access_role = "00000000-0000-0000-0000-000000000000";

AppRoleAssignment parse_app_role_assignment(const nlohmann::json& json);

// 999 to a page.
GraphRequest list_assignments_request(std::string_view service_principal_id);
// An assignment that exists already is ErrorKind::conflict.
GraphRequest assign_request(std::string_view service_principal_id,
                            std::string_view app_role_id,
                            std::string_view principal_id);
GraphRequest unassign_request(std::string_view service_principal_id,
                              std::string_view assignment_id);

} // namespace lpaz::graph
