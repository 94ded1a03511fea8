#include "lpaz/graph/service_principal.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::graph {
namespace {

constexpr std::string_view k_select = "id,appId,displayName,accountEnabled,appRoles";
constexpr std::string_view k_read_applications = "Application.Read.All";

AppRole parse_app_role(const nlohmann::json& json)
{
  AppRole role;
  role.id = util::string_at(json, "id");
  role.display_name = util::string_at(json, "displayName");
  role.is_enabled = util::bool_at(json, "isEnabled");
  const auto* types = util::find_array(json, "allowedMemberTypes");
  role.for_users = types != nullptr && std::any_of(types->begin(), types->end(), [](const auto& t) {
                     return t == "User";
                   });
  return role;
}

GraphRequest find(const std::string& filter)
{
  const std::string query = ODataQuery().select(k_select).filter(filter).text();
  return needs(get_request("/servicePrincipals" + query), std::string(k_read_applications));
}

} // namespace

ServicePrincipal parse_service_principal(const nlohmann::json& json)
{
  ServicePrincipal app;
  app.id = util::string_at(json, "id");
  app.app_id = util::string_at(json, "appId");
  app.display_name = util::string_at(json, "displayName");
  app.account_enabled = util::bool_at(json, "accountEnabled", true);
  if (const auto* roles = util::find_array(json, "appRoles"); roles != nullptr) {
    for (const auto& role : *roles) {
      app.app_roles.push_back(parse_app_role(role));
    }
  }
  return app;
}

GraphRequest get_service_principal_request(std::string_view id)
{
  const std::string query = ODataQuery().select(k_select).text();
  return needs(get_request(fmt::format("/servicePrincipals/{}{}", id, query)),
               std::string(k_read_applications));
}

GraphRequest find_service_principals_request(std::string_view display_name)
{
  return find(fmt::format("displayName eq {}", odata_literal(display_name)));
}

GraphRequest find_service_principal_by_app_request(std::string_view app_id)
{
  return find(fmt::format("appId eq {}", odata_literal(app_id)));
}

} // namespace lpaz::graph
