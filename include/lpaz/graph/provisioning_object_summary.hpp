#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::graph {

// One entry of the provisioning log ("provisioningObjectSummary resource type").
struct ProvisioningObjectSummary {
  std::string id;
  std::string activity_date_time; // RFC 3339
  std::string action;             // create, update, delete, stagedDelete, disable, other; any case
  std::string status;             // success, failure, skipped, warning; any case
  std::string error_code;
  std::string reason;
  std::string source_id;
  std::string source_name;        // often empty
  std::optional<bool> set_active; // what the target's attribute "active" became, if it was changed
  std::optional<bool> is_active;  // the state of the source when the scope was evaluated
  std::optional<bool> is_assigned;
};

ProvisioningObjectSummary parse_provisioning_object_summary(const nlohmann::json& json);

// What a job did since a time (RFC 3339), newest first, one page of 500. Filters are
// case-sensitive.
GraphRequest list_provisioning_log_request(std::string_view job_id, std::string_view since);

} // namespace lpaz::graph
