#pragma once

#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::store {

// Empty where Graph shows "never".
using OptionalTime = std::optional<util::TimePoint>;

struct SynchronizationError {
  std::string code;
  std::string message;
  bool tenant_actionable = true;
};

struct TaskExecution {
  std::string activity_identifier;
  std::string state; // Succeeded, Failed, EntryLevelErrors
  util::TimePoint began;
  util::TimePoint ended;
  std::int64_t count_entitled = 0;
  std::int64_t count_entitled_for_provisioning = 0;
  std::int64_t count_escrowed = 0;
  std::int64_t count_escrowed_raw = 0;
  std::int64_t count_exported = 0;
  std::int64_t count_exports = 0;
  std::int64_t count_imported = 0;
  std::int64_t count_imported_deltas = 0;
  std::int64_t count_imported_reference_deltas = 0;
  std::optional<SynchronizationError> error;
};

struct Quarantine {
  util::TimePoint current_began;
  util::TimePoint next_attempt;
  util::TimePoint series_began;
  std::int64_t series_count = 0;
  std::string reason; // EncounteredQuarantineException, TooManyDeletes, …
  std::optional<SynchronizationError> error;
};

struct JobProgress {
  std::int64_t completed_units = 0;
  std::int64_t total_units = 0;
  util::TimePoint observed;
  std::string units; // "Pages"
};

struct EntryCount {
  std::string key; // "User to urn:…:User"; in older documents "User", "Group"
  std::int64_t value = 0;
};

struct JobStatus {
  std::string code = "Paused"; // NotConfigured, NotRun, Active, Paused, Quarantine
  std::int64_t count_successive_complete_failures = 0;
  bool escrows_pruned = false;
  std::optional<TaskExecution> last_execution;
  std::optional<TaskExecution> last_successful_execution;
  std::optional<TaskExecution> last_successful_execution_with_exports;
  std::vector<JobProgress> progress;
  std::optional<Quarantine> quarantine;
  OptionalTime steady_state_first_achieved;
  OptionalTime steady_state_last_achieved;
  std::vector<EntryCount> synchronized_entry_count_by_type;
  std::string troubleshooting_url;
};

// The bits of resetScope; Full is the first four.
enum class ResetScope : unsigned {
  none = 0,
  connector_data_store = 1,
  escrows = 2,
  watermark = 4,
  quarantine_state = 8,
  full = 15,
  force_deletes = 16,
};

constexpr ResetScope operator|(ResetScope a, ResetScope b)
{
  return static_cast<ResetScope>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr bool includes(ResetScope scope, ResetScope bit)
{
  return (static_cast<unsigned>(scope) & static_cast<unsigned>(bit)) == static_cast<unsigned>(bit);
}

// "Watermark, Escrows"; nothing if a word is unknown. Empty text means what the portal's restart
// does: watermark, escrows and quarantine state.
std::optional<ResetScope> parse_reset_scope(std::string_view text);

struct JobSetting {
  std::string name;
  std::string value;
};

// `status` is written by the engine, and by the functions below.
struct SynchronizationJob {
  std::string id; // scim.<tenant id without dashes>.<guid>
  std::string template_id;
  ObjectId service_principal;
  bool is_scheduled = false; // schedule.state Active or Disabled
  std::chrono::seconds interval{40 * 60};
  JobStatus status;
  std::vector<JobSetting> settings; // synchronizationJobSettings
  std::shared_ptr<const util::OrderedJson> schema;
  std::uint64_t schema_version = 1; // grows with every change of the schema
  util::TimePoint created;
  util::TimePoint visible_from;

  // Between Graph and the engine: when the next cycle is due (only while scheduled), and what a
  // restart or a new schema asked to be forgotten. The engine clears `pending_reset` when it has
  // carried it out.
  util::TimePoint next_cycle;
  ResetScope pending_reset = ResetScope::none;
};

// POST …/start: scheduled, due at once, out of quarantine.
void start_job(SynchronizationJob& job, util::TimePoint now);
// POST …/pause: a running cycle ends as usual, no other begins.
void pause_job(SynchronizationJob& job);
// POST …/restart: remembers `scope`, due at once, scheduled.
void restart_job(SynchronizationJob& job, ResetScope scope, util::TimePoint now);
// PUT …/schema: a new initial cycle.
void replace_schema(SynchronizationJob& job,
                    std::shared_ptr<const util::OrderedJson> schema,
                    util::TimePoint now);

} // namespace lpaz::sandbox::store
