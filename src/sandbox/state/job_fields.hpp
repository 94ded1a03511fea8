#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/state/directory_fields.hpp"
#include "sandbox/store/synchronization_job.hpp"

#include <string>
#include <vector>

// The document's fields of jobs and of what the provisioning service remembers about them.
namespace lpaz::sandbox::state {

struct UserLinkRow {
  std::string job;
  store::ObjectId user;
  engine::UserLink link;
};

struct GroupLinkRow {
  std::string job;
  store::ObjectId group;
  std::string target_id;
  store::IdSet members;
};

struct EscrowRow {
  std::string job;
  store::ObjectId object;
  engine::Escrow escrow;
};

// What exists once per job.
struct JobStateRow {
  std::string job;
  std::uint64_t watermark = 0;
  bool needs_initial_cycle = true;
  std::int64_t users_linked_ever = 0;
  std::int64_t groups_linked_ever = 0;
  store::IdSet staged_users;
  store::IdSet staged_groups;
};

struct SecretRow {
  store::ObjectId service_principal;
  std::string key;
  std::string value; // never a secret: see Translation
};

template <typename Archive, Like<store::SynchronizationError> Row>
void fields(Archive& archive, Row& error)
{
  archive("code", error.code);
  archive("message", error.message);
  archive("tenantActionable", error.tenant_actionable, true);
}

template <typename Archive, Like<store::TaskExecution> Row>
void fields(Archive& archive, Row& execution)
{
  archive("activityIdentifier", execution.activity_identifier);
  archive("state", execution.state);
  archive("began", execution.began);
  archive("ended", execution.ended);
  archive("countEntitled", execution.count_entitled);
  archive("countEntitledForProvisioning", execution.count_entitled_for_provisioning);
  archive("countEscrowed", execution.count_escrowed);
  archive("countEscrowedRaw", execution.count_escrowed_raw);
  archive("countExported", execution.count_exported);
  archive("countExports", execution.count_exports);
  archive("countImported", execution.count_imported);
  archive("countImportedDeltas", execution.count_imported_deltas);
  archive("countImportedReferenceDeltas", execution.count_imported_reference_deltas);
  archive("error", execution.error);
}

template <typename Archive, Like<store::Quarantine> Row>
void fields(Archive& archive, Row& quarantine)
{
  archive("currentBegan", quarantine.current_began);
  archive("nextAttempt", quarantine.next_attempt);
  archive("seriesBegan", quarantine.series_began);
  archive("seriesCount", quarantine.series_count);
  archive("reason", quarantine.reason);
  archive("error", quarantine.error);
}

template <typename Archive, Like<store::JobProgress> Row>
void fields(Archive& archive, Row& progress)
{
  archive("completedUnits", progress.completed_units);
  archive("totalUnits", progress.total_units);
  archive("observed", progress.observed);
  archive("units", progress.units);
}

template <typename Archive, Like<store::EntryCount> Row>
void fields(Archive& archive, Row& count)
{
  archive.required("key", count.key);
  archive("value", count.value);
}

template <typename Archive, Like<store::JobStatus> Row>
void fields(Archive& archive, Row& status)
{
  archive.required("code", status.code);
  archive("countSuccessiveCompleteFailures", status.count_successive_complete_failures);
  archive("escrowsPruned", status.escrows_pruned);
  archive("lastExecution", status.last_execution);
  archive("lastSuccessfulExecution", status.last_successful_execution);
  archive("lastSuccessfulExecutionWithExports", status.last_successful_execution_with_exports);
  archive("progress", status.progress);
  archive("quarantine", status.quarantine);
  archive("steadyStateFirstAchieved", status.steady_state_first_achieved);
  archive("steadyStateLastAchieved", status.steady_state_last_achieved);
  archive("synchronizedEntryCountByType", status.synchronized_entry_count_by_type);
  archive("troubleshootingUrl", status.troubleshooting_url);
}

template <typename Archive, Like<store::JobSetting> Row>
void fields(Archive& archive, Row& setting)
{
  archive.required("name", setting.name);
  archive("value", setting.value);
}

template <typename Archive, Like<store::SynchronizationJob> Row>
void fields(Archive& archive, Row& job)
{
  archive.required("id", job.id);
  archive("templateId", job.template_id);
  archive.required("servicePrincipal", job.service_principal);
  archive("isScheduled", job.is_scheduled);
  archive.required("intervalSeconds", job.interval);
  archive.required("status", job.status);
  archive("settings", job.settings);
  archive("schemaVersion", job.schema_version, 1);
  archive("created", job.created);
  archive("visibleFrom", job.visible_from);
  archive("nextCycle", job.next_cycle);
  archive("pendingReset", job.pending_reset);
  archive("schema", job.schema);
}

template <typename Archive, Like<SecretRow> Row>
void fields(Archive& archive, Row& row)
{
  archive.required("servicePrincipal", row.service_principal);
  archive.required("key", row.key);
  archive.required("value", row.value);
}

template <typename Archive, Like<JobStateRow> Row>
void fields(Archive& archive, Row& row)
{
  archive.required("job", row.job);
  archive("watermark", row.watermark);
  archive("needsInitialCycle", row.needs_initial_cycle, true);
  archive("usersLinkedEver", row.users_linked_ever);
  archive("groupsLinkedEver", row.groups_linked_ever);
  archive("stagedUsers", row.staged_users);
  archive("stagedGroups", row.staged_groups);
}

template <typename Archive, Like<UserLinkRow> Row>
void fields(Archive& archive, Row& row)
{
  archive.required("job", row.job);
  archive.required("user", row.user);
  archive.required("target", row.link.target_id);
  archive("active", row.link.active);
  archive("managed", row.link.managed, true);
}

template <typename Archive, Like<GroupLinkRow> Row>
void fields(Archive& archive, Row& row)
{
  archive.required("job", row.job);
  archive.required("group", row.group);
  archive.required("target", row.target_id);
  archive("members", row.members);
}

template <typename Archive, Like<EscrowRow> Row>
void fields(Archive& archive, Row& row)
{
  archive.required("job", row.job);
  archive.required("object", row.object);
  archive.required("kind", row.escrow.kind);
  archive("attempts", row.escrow.attempts);
  archive("nextAttempt", row.escrow.next_attempt);
}

} // namespace lpaz::sandbox::state
