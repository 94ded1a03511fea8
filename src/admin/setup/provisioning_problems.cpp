#include "provisioning_problems.hpp"

#include "job_state.hpp"
#include "log_error_hint.hpp"
#include "log_reason.hpp"

#include "lpaz/graph/provisioning_object_summary.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <map>
#include <set>

namespace lpaz::admin {
namespace {

std::string hint_for(std::string_view code)
{
  const std::string_view hint = log_error_hint(code);
  return hint.empty() ? std::string() : fmt::format("; {}", hint);
}

// A running job whose last cycle is older than this many intervals has stopped without saying so.
constexpr int k_overdue_intervals = 3;

void add_quarantine_problem(const graph::SynchronizationQuarantine& quarantine,
                            std::vector<std::string>& problems)
{
  const QuarantineAdvice advice = quarantine_advice(quarantine);
  problems.push_back(fmt::format("quarantine ({}): {}; {}",
                                 quarantine.reason.empty() ? "no reason given" : quarantine.reason,
                                 advice.meaning,
                                 advice.fix));
}

void add_overdue_problem(const ProvisioningStatus& status,
                         util::TimePoint now,
                         std::vector<std::string>& problems)
{
  const auto interval = util::parse_iso_duration(status.job->schedule_interval);
  if (status.job->quarantine || !interval || !status.next_cycle) {
    return;
  }
  const auto late = std::chrono::duration_cast<std::chrono::seconds>(now - *status.next_cycle);
  if (late > std::chrono::minutes(5) && late > *interval * (k_overdue_intervals - 1)) {
    problems.push_back(fmt::format("the last cycle is {} overdue; the service may have stopped the "
                                   "job: pause and start it",
                                   util::format_duration(late)));
  }
}

void add_execution_problem(const graph::SynchronizationExecution& execution,
                           std::vector<std::string>& problems)
{
  const bool failed = util::equals_ignoring_case(execution.state, "Failed");
  if (failed || !execution.error_code.empty() || !execution.error_message.empty()) {
    const std::string why = fmt::format("{} {}", execution.error_code, execution.error_message);
    problems.push_back(fmt::format("the last cycle failed: {}",
                                   util::trim(why).empty() ? "no reason given" : util::trim(why)));
  } else if (execution.count_escrowed > 0) {
    problems.push_back(fmt::format("{} failed and will be tried again",
                                   util::plural(execution.count_escrowed, "change")));
  }
}

} // namespace

void add_job_problems(ProvisioningStatus& status, util::TimePoint now)
{
  const graph::SynchronizationJob& job = *status.job;
  if (is_in_quarantine(job)) {
    add_quarantine_problem(job.quarantine.value_or(graph::SynchronizationQuarantine{}),
                           status.problems);
  }
  if (is_stopped(job)) {
    status.problems.push_back("provisioning does not run: lpaz configure-app starts it");
  }
  if (util::equals_ignoring_case(job.template_id, "customappsso")) {
    status.problems.push_back("the job is of the old kind customappsso, which is no longer "
                              "supported: back up its mapping, delete it, run lpaz configure-app");
  }
  if (job.escrows_pruned) {
    status.problems.push_back("the first cycle met so many errors that the service dropped some; "
                              "fix their cause, then restart provisioning");
  }
  if (job.last_execution) {
    add_execution_problem(*job.last_execution, status.problems);
  }
  if (status.secrets && status.secrets->skip_out_of_scope_deletions) {
    status.problems.push_back("SkipOutOfScopeDeletions is on: people who are unassigned keep their "
                              "LastPass account");
  }
  add_overdue_problem(status, now, status.problems);
}

void add_failures(const nlohmann::json& page, std::vector<std::string>& problems)
{
  struct Failure {
    std::string reason;
    std::string example;
    std::set<std::string> objects; // ids
  };
  std::map<std::string, Failure> failures;
  if (const auto* list = util::find_array(page, "value"); list != nullptr) {
    for (const auto& json : *list) {
      const auto entry = graph::parse_provisioning_object_summary(json);
      if (!util::equals_ignoring_case(entry.status, "failure")) {
        continue;
      }
      Failure& failure = failures[entry.error_code];
      if (failure.objects.empty()) {
        failure.reason = brief_log_reason(entry.reason);
        failure.example = entry.source_name.empty() ? entry.source_id : entry.source_name;
      }
      failure.objects.insert(entry.source_id.empty() ? entry.id : entry.source_id);
    }
  }
  for (const auto& [code, failure] : failures) {
    problems.push_back(fmt::format("{} of {}: {} (such as {}){}",
                                   code.empty() ? "failure" : code,
                                   util::plural(std::ssize(failure.objects), "object"),
                                   failure.reason,
                                   failure.example,
                                   hint_for(code)));
  }
}

} // namespace lpaz::admin
