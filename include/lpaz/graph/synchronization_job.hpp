#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::graph {

// "synchronizationTaskExecution resource type": one cycle.
struct SynchronizationExecution {
  std::string state;      // Succeeded, Failed, EntryLevelErrors
  std::string time_began; // of the year 1 in some that succeeded
  std::string time_ended;
  std::int64_t count_imported = 0;
  std::int64_t count_exported = 0;
  std::int64_t count_escrowed = 0;
  std::string error_code;
  std::string error_message;
};

// "synchronizationQuarantine resource type"
struct SynchronizationQuarantine {
  std::string reason;
  std::string current_began;
  std::string next_attempt;
  std::string error_code;
  std::string error_message;
};

// "synchronizationJob resource type". Enum members that lpaz does not know stay as Graph sent them.
struct SynchronizationJob {
  std::string id;
  std::string template_id;
  std::string schedule_state;    // Active, Disabled, Paused
  std::string schedule_interval; // ISO 8601
  std::string status_code;       // NotConfigured, NotRun, Active, Paused, Quarantine
  bool escrows_pruned = false;
  std::optional<SynchronizationExecution> last_execution; // absent: no cycle has ended yet
  std::optional<SynchronizationQuarantine> quarantine;
  std::vector<std::pair<std::string, std::int64_t>> synchronized_entry_counts; // by type
  std::vector<std::pair<std::string, std::string>> settings;
};

SynchronizationJob parse_synchronization_job(const nlohmann::json& json);

GraphRequest list_jobs_request(std::string_view service_principal_id);
GraphRequest get_job_request(std::string_view service_principal_id, std::string_view job_id);
// Not repeatable: look whether there is one first.
GraphRequest create_job_request(std::string_view service_principal_id,
                                std::string_view template_id);
// Only for a job that does not run: Graph warns that starting a running job again and again can
// make the service stop it ("synchronizationJob: start").
GraphRequest start_job_request(std::string_view service_principal_id, std::string_view job_id);

} // namespace lpaz::graph
