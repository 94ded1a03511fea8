#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/service_principal.hpp"
#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/graph/synchronization_secret.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::admin {

// The state of the provisioning of one app, as far as Graph tells.
struct ProvisioningStatus {
  graph::ServicePrincipal app;
  std::optional<graph::SynchronizationJob> job;
  std::optional<graph::VisibleSecrets> secrets; // absent = not readable
  std::size_t assigned_groups = 0;
  std::size_t assigned_users = 0;
  std::optional<util::TimePoint> next_cycle; // estimate
  std::vector<std::string> problems;         // in words, each with what to do
  bool log_readable = true;

  bool healthy() const { return job.has_value() && problems.empty(); }
};

// In at most three requests (more only where the assignments take several pages).
Result<ProvisioningStatus> provisioning_status(graph::GraphClient& client, const std::string& app);
// The same for an app that was looked up already.
Result<ProvisioningStatus> provisioning_status_of(graph::GraphClient& client,
                                                  graph::ServicePrincipal app);

// "Active: cycles run every 40 min", "Paused: nothing is sent to LastPass", ….
std::string describe_job_state(const std::optional<graph::SynchronizationJob>& job);

// What a quarantine means and how to fix it.
struct QuarantineAdvice {
  std::string meaning;
  std::string fix;
};
QuarantineAdvice quarantine_advice(const graph::SynchronizationQuarantine& quarantine);

} // namespace lpaz::admin
