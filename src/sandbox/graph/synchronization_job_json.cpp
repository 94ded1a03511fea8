#include "sandbox/graph/synchronization.hpp"

#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using util::OrderedJson;

constexpr std::string_view k_never = "0001-01-01T00:00:00Z";

OrderedJson time_or_never(const store::OptionalTime& time)
{
  return time ? util::format_rfc3339(*time) : std::string(k_never);
}

OrderedJson json_of_error(const std::optional<store::SynchronizationError>& error)
{
  if (!error) {
    return nullptr;
  }
  return {{"code", error->code},
          {"message", error->message},
          {"tenantActionable", error->tenant_actionable}};
}

OrderedJson json_of_execution(const std::optional<store::TaskExecution>& execution)
{
  if (!execution) {
    return nullptr;
  }
  return {{"activityIdentifier", execution->activity_identifier},
          {"countEntitled", execution->count_entitled},
          {"countEntitledForProvisioning", execution->count_entitled_for_provisioning},
          {"countEscrowed", execution->count_escrowed},
          {"countEscrowedRaw", execution->count_escrowed_raw},
          {"countExported", execution->count_exported},
          {"countExports", execution->count_exports},
          {"countImported", execution->count_imported},
          {"countImportedDeltas", execution->count_imported_deltas},
          {"countImportedReferenceDeltas", execution->count_imported_reference_deltas},
          {"state", execution->state},
          {"timeBegan", util::format_rfc3339(execution->began)},
          {"timeEnded", util::format_rfc3339(execution->ended)},
          {"error", json_of_error(execution->error)}};
}

// What the service shows between start and the end of the first cycle.
OrderedJson json_of_no_execution()
{
  return {{"activityIdentifier", nullptr},
          {"countEntitled", 0},
          {"countEntitledForProvisioning", 0},
          {"countEscrowed", 0},
          {"countEscrowedRaw", 0},
          {"countExported", 0},
          {"countExports", 0},
          {"countImported", 0},
          {"countImportedDeltas", 0},
          {"countImportedReferenceDeltas", 0},
          {"state", "Failed"},
          {"timeBegan", k_never},
          {"timeEnded", k_never},
          {"error", {{"code", "None"}, {"message", ""}, {"tenantActionable", false}}}};
}

OrderedJson json_of_quarantine(const std::optional<store::Quarantine>& quarantine)
{
  if (!quarantine) {
    return nullptr;
  }
  return {{"currentBegan", util::format_rfc3339(quarantine->current_began)},
          {"nextAttempt", util::format_rfc3339(quarantine->next_attempt)},
          {"reason", quarantine->reason},
          {"seriesBegan", util::format_rfc3339(quarantine->series_began)},
          {"seriesCount", quarantine->series_count},
          {"error", json_of_error(quarantine->error)}};
}

OrderedJson json_of_progress(const std::vector<store::JobProgress>& progress)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& part : progress) {
    list.push_back({{"completedUnits", part.completed_units},
                    {"progressObservationDateTime", util::format_rfc3339(part.observed)},
                    {"totalUnits", part.total_units},
                    {"units", part.units}});
  }
  return list;
}

OrderedJson json_of_status(const store::JobStatus& status)
{
  OrderedJson counts = OrderedJson::array();
  for (const auto& count : status.synchronized_entry_count_by_type) {
    counts.push_back({{"key", count.key}, {"value", count.value}});
  }
  const bool waits = status.code == "NotRun" && !status.last_execution;
  OrderedJson url = nullptr; // until the job was started once
  if (waits || status.last_execution) {
    url = status.troubleshooting_url;
  }
  return {
      {"code", status.code},
      {"countSuccessiveCompleteFailures", status.count_successive_complete_failures},
      {"escrowsPruned", status.escrows_pruned},
      {"steadyStateFirstAchievedTime", time_or_never(status.steady_state_first_achieved)},
      {"steadyStateLastAchievedTime", time_or_never(status.steady_state_last_achieved)},
      {"quarantine", json_of_quarantine(status.quarantine)},
      {"troubleshootingUrl", url},
      {"lastExecution", waits ? json_of_no_execution() : json_of_execution(status.last_execution)},
      {"lastSuccessfulExecution", json_of_execution(status.last_successful_execution)},
      {"lastSuccessfulExecutionWithExports",
       json_of_execution(status.last_successful_execution_with_exports)},
      {"progress", json_of_progress(status.progress)},
      {"synchronizedEntryCountByType", counts}};
}

// The service writes 40 minutes as PT40M and other intervals in seconds.
std::string iso_duration(std::chrono::seconds interval)
{
  constexpr long k_minute = 60;
  return interval.count() % k_minute == 0 ? fmt::format("PT{}M", interval.count() / k_minute)
                                          : fmt::format("PT{}S", interval.count());
}

OrderedJson json_of_settings(const store::SynchronizationJob& job,
                             const store::SynchronizationSecrets& secrets)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& setting : job.settings) {
    list.push_back({{"name", setting.name}, {"value", setting.value}});
  }
  if (const auto limits = secrets.notifications(); limits.delete_threshold_enabled) {
    list.push_back({{"name", "QuarantineTooManyDeletesThreshold"},
                    {"value", std::to_string(limits.delete_threshold)}});
  }
  return list;
}

} // namespace

OrderedJson json_of(const store::SynchronizationJob& job,
                    const store::SynchronizationSecrets& secrets)
{
  return {{"id", job.id},
          {"templateId", job.template_id},
          {"schedule",
           {{"expiration", nullptr},
            {"interval", iso_duration(job.interval)},
            {"state", job.is_scheduled ? "Active" : "Disabled"}}},
          {"status", json_of_status(job.status)},
          {"synchronizationJobSettings", json_of_settings(job, secrets)}};
}

} // namespace lpaz::sandbox::graph
