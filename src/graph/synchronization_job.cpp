#include "lpaz/graph/synchronization_job.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::graph {
namespace {

using util::Json;

constexpr std::string_view k_read_jobs = "Synchronization.Read.All";
constexpr std::string_view k_write_jobs = "Synchronization.ReadWrite.All";

std::string jobs(std::string_view service_principal_id)
{
  return fmt::format("/servicePrincipals/{}/synchronization/jobs", service_principal_id);
}

std::string job(std::string_view service_principal_id, std::string_view job_id)
{
  return fmt::format("{}/{}", jobs(service_principal_id), util::percent_encode(job_id));
}

// The service writes the code "None" where there is no error.
void parse_error(const Json& json, std::string& code, std::string& message)
{
  const Json* error = util::find_object(json, "error");
  if (error == nullptr) {
    return;
  }
  code = util::string_at(*error, "code");
  message = util::string_at(*error, "message");
  if (util::equals_ignoring_case(code, "None")) {
    code.clear();
  }
}

// Between start and the end of the first cycle the service shows an execution that never was: state
// Failed, error code None, both times in the year 1. A true one may lack the time when it began.
bool is_placeholder(const Json& json, const SynchronizationExecution& execution)
{
  const Json* error = util::find_object(json, "error");
  return error != nullptr && util::equals_ignoring_case(util::string_at(*error, "code"), "None") &&
         execution.error_message.empty() && !util::parse_rfc3339(execution.time_began) &&
         !util::parse_rfc3339(execution.time_ended);
}

std::optional<SynchronizationExecution> parse_last_execution(const Json& status)
{
  const Json* json = util::find_object(status, "lastExecution");
  if (json == nullptr) {
    return std::nullopt;
  }
  SynchronizationExecution execution;
  execution.state = util::string_at(*json, "state");
  execution.time_began = util::string_at(*json, "timeBegan");
  execution.time_ended = util::string_at(*json, "timeEnded");
  execution.count_imported = util::integer_at(*json, "countImported");
  execution.count_exported = util::integer_at(*json, "countExported");
  execution.count_escrowed = util::integer_at(*json, "countEscrowed");
  parse_error(*json, execution.error_code, execution.error_message);
  return is_placeholder(*json, execution) ? std::nullopt : std::optional(std::move(execution));
}

std::optional<SynchronizationQuarantine> parse_quarantine(const Json& status)
{
  const Json* json = util::find_object(status, "quarantine");
  if (json == nullptr) {
    return std::nullopt;
  }
  SynchronizationQuarantine quarantine;
  quarantine.reason = util::string_at(*json, "reason");
  quarantine.current_began = util::string_at(*json, "currentBegan");
  quarantine.next_attempt = util::string_at(*json, "nextAttempt");
  parse_error(*json, quarantine.error_code, quarantine.error_message);
  return quarantine;
}

void parse_status(const Json& status, SynchronizationJob& job)
{
  job.status_code = util::string_at(status, "code");
  job.escrows_pruned = util::bool_at(status, "escrowsPruned");
  job.last_execution = parse_last_execution(status);
  job.quarantine = parse_quarantine(status);
  if (const Json* counts = util::find_array(status, "synchronizedEntryCountByType")) {
    for (const Json& count : *counts) {
      job.synchronized_entry_counts.emplace_back(util::string_at(count, "key"),
                                                 util::integer_at(count, "value"));
    }
  }
}

} // namespace

SynchronizationJob parse_synchronization_job(const Json& json)
{
  SynchronizationJob result;
  result.id = util::string_at(json, "id");
  result.template_id = util::string_at(json, "templateId");
  if (const Json* schedule = util::find_object(json, "schedule"); schedule != nullptr) {
    result.schedule_state = util::string_at(*schedule, "state");
    result.schedule_interval = util::string_at(*schedule, "interval");
  }
  if (const Json* status = util::find_object(json, "status"); status != nullptr) {
    parse_status(*status, result);
  }
  if (const Json* settings = util::find_array(json, "synchronizationJobSettings")) {
    for (const Json& setting : *settings) {
      result.settings.emplace_back(util::string_at(setting, "name"),
                                   util::string_at(setting, "value"));
    }
  }
  return result;
}

GraphRequest list_jobs_request(std::string_view service_principal_id)
{
  return needs(get_request(jobs(service_principal_id)), std::string(k_read_jobs));
}

GraphRequest get_job_request(std::string_view service_principal_id, std::string_view job_id)
{
  return needs(get_request(job(service_principal_id, job_id)), std::string(k_read_jobs));
}

GraphRequest create_job_request(std::string_view service_principal_id, std::string_view template_id)
{
  return needs(post_request(jobs(service_principal_id), {{"templateId", std::string(template_id)}}),
               std::string(k_write_jobs));
}

GraphRequest start_job_request(std::string_view service_principal_id, std::string_view job_id)
{
  return needs(action_request(job(service_principal_id, job_id) + "/start"),
               std::string(k_write_jobs));
}

} // namespace lpaz::graph
