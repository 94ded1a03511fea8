#include "sandbox/engine/beginning.hpp"

#include "sandbox/engine/job_status.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

Beginning read_beginning(const store::Directory& directory, const store::SynchronizationJob& job)
{
  Beginning beginning;
  const auto& secrets = directory.secrets_of(job.service_principal);
  auto& settings = beginning.settings;
  settings.job_id = job.id;
  settings.scope.service_principal = job.service_principal;
  settings.scope.sync_all = secrets.sync_all();
  settings.target = {secrets.base_address(), secrets.secret_token()};
  settings.skip_out_of_scope_deletions = secrets.skip_out_of_scope_deletions();
  settings.interval = job.interval;
  if (const auto notifications = secrets.notifications(); notifications.delete_threshold_enabled) {
    settings.delete_threshold = notifications.delete_threshold;
  }
  beginning.reset = job.pending_reset;
  settings.force_deletes = includes(job.pending_reset, store::ResetScope::force_deletes);
  beginning.schema = job.schema;
  beginning.schema_version = job.schema_version;
  return beginning;
}

std::unexpected<Error> no_job()
{
  return fail(ErrorKind::not_found, "no synchronization job has this id");
}

// "…?aadOptscim062020&x=1" becomes "…?x=1".
std::string without_dialect_flag(const std::string& address)
{
  const auto query = address.find('?');
  if (query == std::string::npos) {
    return address;
  }
  std::string kept;
  for (const auto part : util::split(std::string_view(address).substr(query + 1), '&')) {
    if (dialect_of("?" + std::string(part)) == PatchDialect::standard) {
      kept += (kept.empty() ? "?" : "&") + std::string(part);
    }
  }
  return address.substr(0, query) + kept;
}

store::DirectoryAudit quarantine_audit(const store::SynchronizationJob& job,
                                       const store::Directory& directory,
                                       util::TimePoint now)
{
  store::DirectoryAudit audit;
  audit.activity = now;
  audit.category = "ProvisioningManagement";
  audit.activity_name = "Quarantine";
  audit.service = "Account Provisioning";
  audit.operation = "Update";
  audit.result_reason = job.status.quarantine ? job.status.quarantine->reason : std::string();
  audit.initiator = "Azure AD Cloud Sync";
  audit.target_type = "ServicePrincipal";
  audit.target_id = job.service_principal;
  audit.target_name = directory.display_name_of(job.service_principal);
  return audit;
}

} // namespace

Result<Beginning> begin_cycle(store::Tenant& tenant, const std::string& job_id)
{
  const util::TimePoint now = tenant.now();
  const auto directory = tenant.write();
  auto* job = directory->edit_job(job_id);
  if (job == nullptr) {
    return no_job();
  }
  directory->purge_expired(now);
  directory->overwrite_from_on_premises(now);
  Beginning beginning = read_beginning(*directory, *job);
  job->pending_reset = store::ResetScope::none;
  return beginning;
}

Result<Beginning> begin_on_demand(const store::Tenant& tenant, const std::string& job_id)
{
  const auto directory = tenant.read();
  const auto* job = directory->find_job(job_id);
  if (job == nullptr) {
    return no_job();
  }
  Beginning beginning = read_beginning(*directory, *job);
  auto& settings = beginning.settings;
  settings.target.base_address = without_dialect_flag(settings.target.base_address);
  settings.delete_threshold.reset();
  settings.scope.as_of = tenant.now();
  return beginning;
}

Status adopt_schema(JobState& state, const Beginning& beginning)
{
  const auto& target = beginning.settings.target;
  if (target.base_address.empty() || target.token.empty()) {
    Error error;
    error.kind = ErrorKind::sign_in;
    error.code = "SystemForCrossDomainIdentityManagementInvalidCredentials";
    error.message = "no tenant URL and secret token are saved";
    return fail(std::move(error));
  }
  if (state.schema && state.schema_version == beginning.schema_version) {
    return {};
  }
  if (!beginning.schema) {
    return fail(ErrorKind::failed, "the job has no schema");
  }
  LPAZ_TRY(auto schema, read_schema(*beginning.schema));
  state.schema = std::make_shared<const Schema>(std::move(schema));
  state.schema_version = beginning.schema_version;
  return {};
}

void end_cycle(store::Tenant& tenant,
               const std::string& job_id,
               JobState& state,
               const CycleResult& result)
{
  const auto directory = tenant.write();
  auto* job = directory->edit_job(job_id);
  if (job != nullptr && conclude(*job, state, result)) {
    directory->append_audit(quarantine_audit(*job, *directory, result.ended));
  }
}

} // namespace lpaz::sandbox::engine
