#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

// "appRole resource type"
struct AppRole {
  std::string id;
  std::string display_name;
  bool is_enabled = false;
  bool for_users = false; // allowedMemberTypes holds User
};

// "servicePrincipal resource type": the enterprise app. `id` is the object id, which all
// synchronization and assignment calls want; app_id is another one.
struct ServicePrincipal {
  std::string id;
  std::string app_id;
  std::string display_name;
  bool account_enabled = true;
  std::vector<AppRole> app_roles;
};

ServicePrincipal parse_service_principal(const nlohmann::json& json);

GraphRequest get_service_principal_request(std::string_view id);
GraphRequest find_service_principals_request(std::string_view display_name);
GraphRequest find_service_principal_by_app_request(std::string_view app_id);

} // namespace lpaz::graph
