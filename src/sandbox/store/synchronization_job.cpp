#include "sandbox/store/synchronization_job.hpp"

#include "lpaz/util/text.hpp"

#include <array>

namespace lpaz::sandbox::store {
namespace {

struct NamedScope {
  std::string_view name;
  ResetScope scope;
};

constexpr std::array k_scopes{
    NamedScope{"None", ResetScope::none},
    NamedScope{"ConnectorDataStore", ResetScope::connector_data_store},
    NamedScope{"Escrows", ResetScope::escrows},
    NamedScope{"Watermark", ResetScope::watermark},
    NamedScope{"QuarantineState", ResetScope::quarantine_state},
    NamedScope{"Full", ResetScope::full},
    NamedScope{"ForceDeletes", ResetScope::force_deletes},
};

std::optional<ResetScope> scope_named(std::string_view name)
{
  for (const auto& known : k_scopes) {
    if (util::equals_ignoring_case(known.name, name)) {
      return known.scope;
    }
  }
  return std::nullopt;
}

void schedule(SynchronizationJob& job, util::TimePoint now)
{
  job.is_scheduled = true;
  job.next_cycle = now;
  if (job.status.code != "Quarantine") {
    job.status.code = job.status.steady_state_first_achieved ? "Active" : "NotRun";
  }
}

void leave_quarantine(SynchronizationJob& job)
{
  job.status.quarantine.reset();
  if (job.status.code == "Quarantine") {
    job.status.code = "Active";
  }
}

} // namespace

std::optional<ResetScope> parse_reset_scope(std::string_view text)
{
  if (util::trim(text).empty()) {
    return ResetScope::watermark | ResetScope::escrows | ResetScope::quarantine_state;
  }
  ResetScope result = ResetScope::none;
  for (const auto part : util::split(text, ',')) {
    const auto scope = scope_named(util::trim(part));
    if (!scope) {
      return std::nullopt;
    }
    result = result | *scope;
  }
  return result;
}

void start_job(SynchronizationJob& job, util::TimePoint now)
{
  leave_quarantine(job);
  schedule(job, now);
}

void pause_job(SynchronizationJob& job)
{
  job.is_scheduled = false;
  job.status.code = "Paused";
}

void restart_job(SynchronizationJob& job, ResetScope scope, util::TimePoint now)
{
  job.pending_reset = job.pending_reset | scope;
  if (includes(scope, ResetScope::quarantine_state)) {
    job.status.count_successive_complete_failures = 0;
    leave_quarantine(job);
  }
  schedule(job, now);
}

void replace_schema(SynchronizationJob& job,
                    std::shared_ptr<const util::OrderedJson> schema,
                    util::TimePoint now)
{
  job.schema = std::move(schema);
  ++job.schema_version;
  job.pending_reset = job.pending_reset | ResetScope::watermark;
  if (job.is_scheduled) {
    job.next_cycle = now;
  }
}

} // namespace lpaz::sandbox::store
