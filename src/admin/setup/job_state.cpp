#include "job_state.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

namespace lpaz::admin {

bool has_status(const graph::SynchronizationJob& job, std::string_view code)
{
  return util::equals_ignoring_case(job.status_code, code);
}

bool is_in_quarantine(const graph::SynchronizationJob& job)
{
  return job.quarantine.has_value() || has_status(job, "Quarantine");
}

bool is_stopped(const graph::SynchronizationJob& job)
{
  return has_status(job, "Paused") || has_status(job, "NotConfigured") ||
         !util::equals_ignoring_case(job.schedule_state, "Active");
}

std::optional<util::TimePoint> estimate_next_cycle(const graph::SynchronizationJob& job)
{
  if (is_stopped(job)) {
    return std::nullopt;
  }
  if (job.quarantine) {
    return util::parse_rfc3339(job.quarantine->next_attempt);
  }
  const auto interval = util::parse_iso_duration(job.schedule_interval);
  if (!interval || !job.last_execution) {
    return std::nullopt;
  }
  const auto ended = util::parse_rfc3339(job.last_execution->time_ended);
  return ended ? std::optional(*ended + *interval) : std::nullopt;
}

} // namespace lpaz::admin
