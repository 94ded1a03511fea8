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
using store::SynchronizationJob;
using util::OrderedJson;

Response json_with_context(const Call& call, int status, std::string_view context, OrderedJson json)
{
  OrderedJson body = {{"@odata.context", call.context(context)}};
  body.update(json);
  return json_answer(status, util::dump_json(body));
}

Result<Response> list_jobs(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  OrderedJson value = OrderedJson::array();
  for (const auto& [id, job] : directory->jobs()) {
    if (job.service_principal == principal->id && call.sees(job)) {
      value.push_back(json_of(job, directory->secrets_of(principal->id)));
    }
  }
  return json_with_context(
      call,
      200,
      fmt::format("servicePrincipals('{}')/synchronization/jobs", call.parameter()),
      {{"value", std::move(value)}});
}

Result<Response> get_job(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* job, require_job(call, *directory));
  return json_with_context(
      call,
      200,
      fmt::format("servicePrincipals('{}')/synchronization/jobs/$entity", call.parameter()),
      json_of(*job, directory->secrets_of(job->service_principal)));
}

SynchronizationJob
new_job(const Call& call, const store::ServicePrincipal& principal, const std::string& template_id)
{
  SynchronizationJob job;
  job.id = fmt::format("{}.{}.{}",
                       template_id,
                       call.tenant().identity().tenant_id.text_compact(),
                       store::ObjectId::random().text());
  job.template_id = template_id;
  job.service_principal = principal.id;
  job.interval = call.tenant().behaviour().cycle_interval;
  job.settings = {{"AzureIngestionAttributeOptimization", "False"},
                  {"LookaheadQueryEnabled", "False"}};
  job.schema = store::default_schema(job.id);
  job.created = call.now;
  job.visible_from = call.tenant().visible_from_now();
  return job;
}

Result<Response> create_job(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  const std::string template_id = util::string_at(body, "templateId");
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  if (!has_template(*principal, template_id)) {
    return synchronization_error(
        400, "InvalidTemplate", fmt::format("The template '{}' was not found.", template_id));
  }
  for (const auto& [id, job] : directory->jobs()) {
    if (job.service_principal == principal->id && job.template_id == template_id) {
      return synchronization_error(
          409,
          "Conflict",
          fmt::format("A job with the template '{}' already exists.", template_id));
    }
  }
  const auto& job = directory->add_job(new_job(call, *principal, template_id));
  return json_with_context(
      call,
      201,
      fmt::format("servicePrincipals('{}')/synchronization/jobs/$entity", call.parameter()),
      json_of(job, directory->secrets_of(principal->id)));
}

Result<Response> delete_job(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* job, require_job(call, *directory));
  directory->delete_job(std::string(job->id));
  return Response::no_content();
}

// Changes the job, writes the audit entry and makes the engine check what is due.
template <typename Change>
Result<Response> change_job(Call& call, std::string_view activity, Change change)
{
  {
    const auto directory = call.tenant().write();
    LPAZ_TRY(const auto* job, require_job(call, *directory));
    change(*directory->edit_job(job->id));
    audit_provisioning(
        call, *directory, *directory->find_service_principal(job->service_principal), activity);
  }
  if (call.surroundings.provisioning != nullptr) {
    call.surroundings.provisioning->wake();
  }
  return Response::no_content();
}

Result<Response> start(Call& call)
{
  return change_job(call, "Enable/start provisioning configuration", [&](SynchronizationJob& job) {
    store::start_job(job, call.now);
  });
}

Result<Response> pause(Call& call)
{
  return change_job(call, "Disable/pause provisioning configuration", [](SynchronizationJob& job) {
    store::pause_job(job);
  });
}

Result<Response> restart(Call& call)
{
  std::string scope_text;
  if (!call.request.body.empty()) {
    LPAZ_TRY(const util::Json body, call.json_body());
    if (const auto* criteria = util::find_object(body, "criteria")) {
      scope_text = util::string_at(*criteria, "resetScope");
    }
  }
  const auto scope = store::parse_reset_scope(scope_text);
  if (!scope) {
    return bad_request(
        fmt::format("Requested value '{}' was not found in resetScope.", scope_text));
  }
  return change_job(call,
                    "Enable/restart provisioning configuration",
                    [&](SynchronizationJob& job) { store::restart_job(job, *scope, call.now); });
}

Result<Response> provision_on_demand(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  {
    const auto directory = call.tenant().read();
    LPAZ_TRY(const auto* job, require_job(call, *directory));
    (void)job;
  }
  if (call.surroundings.provisioning == nullptr) {
    return refuse(501, "notImplemented", "This sandbox has no provisioning engine.");
  }
  auto outcome = call.surroundings.provisioning->provision_on_demand(call.parameter(1), body);
  if (!outcome) {
    return synchronization_error(outcome.error().kind == ErrorKind::not_found ? 404 : 400,
                                 "UnknownError",
                                 outcome.error().message);
  }
  return json_with_context(
      call, 200, "microsoft.graph.stringKeyStringValuePair", std::move(*outcome));
}

} // namespace

Result<const SynchronizationJob*> require_job(const Call& call, const store::Directory& directory)
{
  LPAZ_TRY(const auto* principal, require_service_principal(call, directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  const auto* job = directory.find_job(call.parameter(1));
  if (job == nullptr || job->service_principal != principal->id || !call.sees(*job)) {
    return synchronization_error(
        404,
        "ResourceNotFound",
        fmt::format("The synchronization job '{}' was not found.", call.parameter(1)));
  }
  return job;
}

void audit_provisioning(const Call& call,
                        store::Directory& directory,
                        const store::ServicePrincipal& principal,
                        std::string_view activity)
{
  store::DirectoryAudit audit;
  audit.activity = call.now;
  audit.category = "ProvisioningManagement";
  audit.activity_name = activity;
  audit.service = "Account Provisioning";
  audit.operation = "Update";
  audit.initiator = directory.display_name_of(call.caller.principal);
  audit.initiator_app_id = call.caller.app_id;
  audit.target_type = "ServicePrincipal";
  audit.target_id = principal.id;
  audit.target_name = principal.display_name;
  directory.append_audit(std::move(audit));
}

void add_synchronization_job_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_synchronization;
  constexpr auto k_write = permission::k_write_synchronization;
  table.add({
      {"GET", "servicePrincipals/{}/synchronization/jobs", k_read, list_jobs},
      {"GET", "servicePrincipals/{}/synchronization/jobs/{}", k_read, get_job},
      {"POST", "servicePrincipals/{}/synchronization/jobs", k_write, create_job},
      {"DELETE", "servicePrincipals/{}/synchronization/jobs/{}", k_write, delete_job},
      {"POST", "servicePrincipals/{}/synchronization/jobs/{}/start", k_write, start},
      {"POST", "servicePrincipals/{}/synchronization/jobs/{}/pause", k_write, pause},
      {"POST", "servicePrincipals/{}/synchronization/jobs/{}/restart", k_write, restart},
      {"POST",
       "servicePrincipals/{}/synchronization/jobs/{}/provisionOnDemand",
       k_write,
       provision_on_demand},
  });
}

} // namespace lpaz::sandbox::graph
