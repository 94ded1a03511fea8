#include "sandbox/engine/job_status.hpp"

#include "sandbox/engine/schedule.hpp"

#include <string>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

struct Trouble {
  std::string reason;
  store::SynchronizationError error;
};

store::TaskExecution execution_of(const CycleResult& result, const JobState& state)
{
  store::TaskExecution execution;
  const auto& counts = result.counts;
  execution.activity_identifier = result.id.text();
  execution.state = result.error                                      ? "Failed"
                    : counts.failures + counts.reference_failures > 0 ? "EntryLevelErrors"
                                                                      : "Succeeded";
  execution.began = result.began;
  execution.ended = result.ended;
  execution.count_entitled = counts.entitled;
  execution.count_entitled_for_provisioning = counts.entitled;
  execution.count_escrowed = static_cast<std::int64_t>(state.escrows.size());
  execution.count_escrowed_raw = execution.count_escrowed;
  execution.count_exported = counts.exported;
  execution.count_exports = counts.exports;
  execution.count_imported = counts.imported;
  execution.count_imported_deltas = result.is_initial ? 0 : counts.imported;
  execution.count_imported_reference_deltas = counts.reference_deltas;
  if (result.error) {
    execution.error = store::SynchronizationError{result.error->code, result.error->message, true};
  }
  return execution;
}

std::optional<Trouble> trouble_of(const CycleResult& result)
{
  if (result.error) {
    return Trouble{"EncounteredQuarantineException", {result.error->code, result.error->message}};
  }
  if (result.staged) {
    return Trouble{"TooManyDeletes",
                   {"TooManyDeletes",
                    "The cycle would have disabled or deleted more objects than the threshold "
                    "allows; they are staged"}};
  }
  const auto& counts = result.counts;
  const auto reason = escrow_quarantine_reason(
      {counts.imported, counts.failures, counts.failures + counts.reference_failures});
  if (reason.empty()) {
    return std::nullopt;
  }
  return Trouble{std::string(reason), {std::string(reason), "Too many objects failed"}};
}

// True if it was not in quarantine before.
bool quarantine(store::SynchronizationJob& job, const Trouble& trouble, util::TimePoint now)
{
  auto& status = job.status;
  const bool is_new = !status.quarantine.has_value();
  store::Quarantine quarantine;
  quarantine.series_began = is_new ? now : status.quarantine->series_began;
  quarantine.series_count = is_new ? 1 : status.quarantine->series_count + 1;
  quarantine.current_began = is_new || status.quarantine->reason != trouble.reason
                                 ? now
                                 : status.quarantine->current_began;
  quarantine.next_attempt = next_quarantine_attempt(quarantine.series_began, now);
  quarantine.reason = trouble.reason;
  quarantine.error = trouble.error;
  if (now - quarantine.series_began >= k_longest_quarantine) {
    job.is_scheduled = false;
  }
  status.quarantine = std::move(quarantine);
  status.code = "Quarantine";
  return is_new;
}

void leave_quarantine(store::SynchronizationJob& job)
{
  job.status.quarantine.reset();
  job.status.code = job.is_scheduled ? "Active" : "Paused";
}

// "source to target" is the recorded form; of a job of the kind scim it is inferred. A job out of a
// state document has no schema before its first cycle that gets so far.
std::string
count_key(std::string_view source, const JobState& state, const ObjectMapping Schema::* mapping)
{
  const std::string target =
      state.schema ? ((*state.schema).*mapping).target_object : std::string();
  return std::string(source) + " to " + (target.empty() ? std::string(source) : target);
}

void note_execution(store::JobStatus& status, const CycleResult& result, const JobState& state)
{
  auto execution = execution_of(result, state);
  if (!result.error) {
    status.last_successful_execution = execution;
    if (result.counts.exported > 0) {
      status.last_successful_execution_with_exports = execution;
    }
    if (!status.steady_state_first_achieved) {
      status.steady_state_first_achieved = result.ended;
    }
    status.steady_state_last_achieved = result.ended;
  }
  status.count_successive_complete_failures =
      result.error ? status.count_successive_complete_failures + 1 : 0;
  status.last_execution = std::move(execution);
  status.synchronized_entry_count_by_type.clear();
  if (state.users_linked_ever > 0) {
    status.synchronized_entry_count_by_type.push_back(
        {count_key("User", state, &Schema::users), state.users_linked_ever});
  }
  if (state.groups_linked_ever > 0) {
    status.synchronized_entry_count_by_type.push_back(
        {count_key("Group", state, &Schema::groups), state.groups_linked_ever});
  }
}

} // namespace

void obey_reset(JobState& state, store::ResetScope reset)
{
  using store::ResetScope;
  if (includes(reset, ResetScope::connector_data_store)) {
    state.users.clear();
    state.groups.clear();
    state.staged_users.clear();
    state.staged_groups.clear();
    state.users_linked_ever = 0;
    state.groups_linked_ever = 0;
    state.needs_initial_cycle = true; // nothing incremental can be said of objects not linked
  }
  if (includes(reset, ResetScope::escrows)) {
    state.escrows.clear();
  }
  if (includes(reset, ResetScope::watermark)) {
    state.needs_initial_cycle = true;
  }
}

bool conclude(store::SynchronizationJob& job, JobState& state, const CycleResult& result)
{
  note_execution(job.status, result, state);
  const auto trouble = trouble_of(result);
  const bool prunes = trouble && result.is_initial && !result.error && !result.staged;
  bool is_new = false;
  job.status.escrows_pruned = prunes;
  if (prunes) {
    state.escrows.clear();
    leave_quarantine(job);
    store::pause_job(job);
  } else if (trouble) {
    is_new = quarantine(job, *trouble, result.ended);
  } else {
    leave_quarantine(job);
  }
  if (job.pending_reset == store::ResetScope::none) {
    job.next_cycle =
        job.status.quarantine ? job.status.quarantine->next_attempt : result.ended + job.interval;
  }
  return is_new;
}

} // namespace lpaz::sandbox::engine
