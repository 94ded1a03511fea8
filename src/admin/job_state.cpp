#include "job_state.hpp"

#include "lpaz/util/text.hpp"

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

} // namespace lpaz::admin
