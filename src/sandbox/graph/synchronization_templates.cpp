#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/service_principals.hpp"
#include "sandbox/graph/synchronization.hpp"
#include "sandbox/store/default_schema.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using util::OrderedJson;

struct Template {
  std::string_view id;
  std::string_view factory_tag;
  std::string_view description;
  bool is_default = false;
};

constexpr std::array k_templates{
    Template{"customappsso", "CustomSSO", "Custom application, the connector of 2018", false},
    Template{"scim", "customappsso", "SCIM 2.0", true},
};

constexpr std::string_view k_fields =
    R"([{"name":"baseaddress","secret":false},{"name":"secrettoken","secret":true}])";

OrderedJson json_of_template(const Template& entry, const store::ServicePrincipal& principal)
{
  return {{"id", entry.id},
          {"applicationId", principal.app_id.text()},
          {"default", entry.is_default},
          {"description", entry.description},
          {"discoverable", true},
          {"factoryTag", entry.factory_tag},
          {"metadata", OrderedJson::array({{{"key", "configurationFields"}, {"value", k_fields}}})},
          {"schema", *store::default_schema(entry.id)}};
}

Result<Response> list_synchronization_templates(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  OrderedJson value = OrderedJson::array();
  for (const auto& entry : k_templates) {
    if (has_template(*principal, entry.id)) {
      value.push_back(json_of_template(entry, *principal));
    }
  }
  const OrderedJson body = {
      {"@odata.context",
       call.context(
           fmt::format("servicePrincipals('{}')/synchronization/templates", call.parameter()))},
      {"value", std::move(value)}};
  return json_answer(200, util::dump_json(body));
}

Result<Response> get_synchronization_template(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  const auto* entry =
      std::ranges::find(k_templates, std::string_view(call.parameter(1)), &Template::id);
  if (entry == k_templates.end() || !has_template(*principal, entry->id)) {
    return synchronization_error(404, "ResourceNotFound", "The template was not found.");
  }
  return json_answer(200, util::dump_json(json_of_template(*entry, *principal)));
}

} // namespace

bool has_template(const store::ServicePrincipal& principal, std::string_view template_id)
{
  return !principal.template_id.empty() &&
         std::ranges::find(k_templates, template_id, &Template::id) != k_templates.end();
}

void add_synchronization_template_routes(RouteTable& table)
{
  table.add({{"GET",
              "servicePrincipals/{}/synchronization/templates",
              permission::k_read_synchronization,
              list_synchronization_templates},
             {"GET",
              "servicePrincipals/{}/synchronization/templates/{}",
              permission::k_read_synchronization,
              get_synchronization_template}});
}

} // namespace lpaz::sandbox::graph
