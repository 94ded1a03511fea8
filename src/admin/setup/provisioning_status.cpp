#include "lpaz/admin/setup/provisioning_status.hpp"

#include "job_state.hpp"
#include "provisioning_problems.hpp"

#include "lpaz/admin/setup/app.hpp"
#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/graph/provisioning_object_summary.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace lpaz::admin {
namespace {

constexpr std::chrono::minutes k_usual_interval{40};

Status count_assignments(graph::GraphClient& client,
                         const nlohmann::json& page,
                         ProvisioningStatus& status)
{
  return graph::for_each_item_from(client, page, {}, [&status](const auto& json) -> Status {
    const auto assignment = graph::parse_app_role_assignment(json);
    const std::string& kind = assignment.principal_type;
    status.assigned_groups += util::equals_ignoring_case(kind, "Group") ? 1 : 0;
    status.assigned_users += util::equals_ignoring_case(kind, "User") ? 1 : 0;
    return {};
  });
}

// Where only the end of a cycle is known, it began after the one before: an interval earlier at the
// most, but for a long cycle, whose first failures are then left out.
std::optional<std::string> begin_of_last_cycle(const graph::SynchronizationJob& job)
{
  if (!job.last_execution) {
    return std::nullopt;
  }
  if (util::parse_rfc3339(job.last_execution->time_began)) {
    return job.last_execution->time_began;
  }
  const auto ended = util::parse_rfc3339(job.last_execution->time_ended);
  if (!ended) {
    return std::nullopt;
  }
  const auto interval = util::parse_iso_duration(job.schedule_interval);
  return util::format_rfc3339(*ended - interval.value_or(k_usual_interval));
}

// Failures of the last cycle, from the provisioning log. Not being allowed to read it is a fact of
// its own, not an error of `status`.
Status read_failures(graph::GraphClient& client, ProvisioningStatus& status)
{
  const auto since = begin_of_last_cycle(*status.job);
  if (!since) {
    return {};
  }
  auto answer = client.send(graph::list_provisioning_log_request(status.job->id, *since));
  if (!answer) {
    status.log_readable = answer.error().kind != ErrorKind::permission;
    return status.log_readable ? Status(fail(answer.error())) : Status();
  }
  add_failures(*answer, status.problems);
  return {};
}

} // namespace

std::string describe_job_state(const std::optional<graph::SynchronizationJob>& job)
{
  if (!job) {
    return "not set up: the app has no synchronization job";
  }
  if (is_in_quarantine(*job)) {
    return "in quarantine: LastPass is not kept up to date";
  }
  if (has_status(*job, "NotConfigured")) {
    return "not configured: the connection was never saved";
  }
  if (is_stopped(*job)) {
    return "paused: nothing is sent to LastPass";
  }
  if (has_status(*job, "NotRun")) {
    return "started: the first cycle has not finished";
  }
  if (has_status(*job, "Active")) {
    const auto interval = util::parse_iso_duration(job->schedule_interval);
    return interval ? fmt::format("active: a cycle runs every {}", util::format_duration(*interval))
                    : "active";
  }
  return job->status_code;
}

Result<ProvisioningStatus> provisioning_status_of(graph::GraphClient& client,
                                                  graph::ServicePrincipal app)
{
  ProvisioningStatus status;
  status.app = std::move(app);
  const auto answers = client.send_batch({graph::list_jobs_request(status.app.id),
                                          graph::list_assignments_request(status.app.id),
                                          graph::get_secrets_request(status.app.id)});
  for (std::size_t i = 0; i < 2; ++i) {
    if (!answers[i]) {
      return fail(answers[i].error());
    }
  }
  LPAZ_TRY(status.job, scim_job_of(*answers[0], status.app.display_name));
  LPAZ_CHECK(count_assignments(client, *answers[1], status));
  if (answers[2]) {
    status.secrets = graph::parse_secrets(*answers[2]);
  }
  if (status.job) {
    status.next_cycle = estimate_next_cycle(*status.job);
    add_job_problems(status, client.clock().now());
    LPAZ_CHECK(read_failures(client, status));
  }
  return status;
}

Result<ProvisioningStatus> provisioning_status(graph::GraphClient& client, const std::string& app)
{
  LPAZ_TRY(auto found, find_app(client, app));
  return provisioning_status_of(client, std::move(found));
}

} // namespace lpaz::admin
