#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

// One entry of the provisioning log ("provisioningObjectSummary resource type"). Two families are
// read: the one that tenants have been seen to write, and the older one of the documentation
// (IsActive, Assigned, the skip code as errorCode). What an entry does not tell, or tells in two
// ways that contradict each other, is empty: unknown, never true.
struct ProvisioningObjectSummary {
  std::string id;
  std::string activity_date_time; // RFC 3339
  std::string action;             // create, update, delete, stagedDelete, disable, other; any case
  std::string status;             // success, failure, skipped, warning; any case
  std::string error_code;
  std::string skip_reason;      // RedundantExport, NotEffectivelyEntitled, …
  std::string skipped_property; // the attribute of the target because of which it was skipped
  std::string reason;           // as the service sent it: may have many lines
  std::string source_id;
  std::string source_name; // the principal name where there is no display name
  std::string source_type; // User, Group
  std::string job_id;
  std::string service_principal_id;
  std::string target_id; // of the target system; empty until the object was created there
  // What the target calls the object, in the order in which the entry tells it.
  std::vector<std::string> target_user_names;
  std::optional<bool> set_active;    // what the target's attribute "active" became, if it was sent
  std::optional<bool> target_active; // what it was when it was read for this entry
  bool target_was_read = false;
  std::optional<bool> is_active; // the state of the source when the scope was evaluated
  std::optional<bool> is_assigned;
  std::optional<bool> has_role;
  std::optional<bool> passes_scoping_filter;
};

ProvisioningObjectSummary parse_provisioning_object_summary(const nlohmann::json& json);

// What a job did since a time (RFC 3339), newest first, one page of 500. Filters are
// case-sensitive.
GraphRequest list_provisioning_log_request(std::string_view job_id, std::string_view since);

} // namespace lpaz::graph
