#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/service_principals.hpp"
#include "sandbox/graph/synchronization.hpp"
#include "sandbox/store/default_schema.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using util::OrderedJson;

Response schema_answer(const Call& call, const OrderedJson& schema)
{
  OrderedJson body = {
      {"@odata.context",
       call.context(fmt::format("servicePrincipals('{}')/synchronization/jobs('{}')/schema/$entity",
                                call.parameter(),
                                call.parameter(1)))}};
  body.update(schema);
  return json_answer(200, util::dump_json(body));
}

Result<Response> get_schema(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* job, require_job(call, *directory));
  return schema_answer(call, *job->schema);
}

Status check_schema(const OrderedJson& schema)
{
  const auto rules = schema.find("synchronizationRules");
  const auto directories = schema.find("directories");
  if (rules == schema.end() || !rules->is_array() || directories == schema.end() ||
      !directories->is_array()) {
    return synchronization_error(
        400, "SchemaInvalid", "The schema must have 'directories' and 'synchronizationRules'.");
  }
  return {};
}

Status store_schema(Call& call, std::shared_ptr<const OrderedJson> schema)
{
  {
    const auto directory = call.tenant().write();
    LPAZ_TRY(const auto* job, require_job(call, *directory));
    store::replace_schema(*directory->edit_job(job->id), std::move(schema), call.now);
    audit_provisioning(call,
                       *directory,
                       *directory->find_service_principal(job->service_principal),
                       "Update attribute mappings or scope");
  }
  if (call.surroundings.provisioning != nullptr) {
    call.surroundings.provisioning->wake();
  }
  return {};
}

Result<Response> put_schema(Call& call)
{
  LPAZ_CHECK(call.json_body());
  LPAZ_TRY(OrderedJson schema, util::parse_ordered_json(call.request.body, "schema"));
  schema.erase("@odata.context");
  LPAZ_CHECK(check_schema(schema));
  LPAZ_CHECK(store_schema(call, std::make_shared<const OrderedJson>(std::move(schema))));
  return Response::no_content();
}

// The metadata has it, but the service does not.
Result<Response> refuse_patch(Call& call)
{
  return synchronization_error(404,
                               "UnknownError",
                               "No HTTP resource was found that matches the request URI '" +
                                   call.request.base_url + call.request.path + "'.");
}

Result<Response> reset_schema(Call& call)
{
  LPAZ_CHECK(store_schema(call, store::default_schema(call.parameter(1))));
  return Response::no_content();
}

Result<Response> get_template_schema(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  if (!has_template(*principal, call.parameter(1))) {
    return synchronization_error(404, "ResourceNotFound", "The template was not found.");
  }
  return schema_answer(call, *store::default_schema(call.parameter(1)));
}

} // namespace

void add_synchronization_schema_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_synchronization;
  constexpr auto k_write = permission::k_write_synchronization;
  table.add({
      {"GET", "servicePrincipals/{}/synchronization/jobs/{}/schema", k_read, get_schema},
      {"PUT", "servicePrincipals/{}/synchronization/jobs/{}/schema", k_write, put_schema},
      {"PATCH", "servicePrincipals/{}/synchronization/jobs/{}/schema", k_write, refuse_patch},
      {"DELETE", "servicePrincipals/{}/synchronization/jobs/{}/schema", k_write, reset_schema},
      {"GET",
       "servicePrincipals/{}/synchronization/templates/{}/schema",
       k_read,
       get_template_schema},
  });
}

} // namespace lpaz::sandbox::graph
