#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::graph {

// One entry of the directory's own log ("directoryAudit resource type"), as far as it is about one
// target.
struct DirectoryAudit {
  std::string activity_date_time;         // RFC 3339
  std::string activity;                   // "Disable account", "Delete user"; Microsoft's words
  std::optional<bool> account_enabled;    // what it became, if that was changed
  std::string former_user_principal_name; // if that was changed
  std::string service_principal_id;       // the app, where the log names one beside the target
};

// As said of the target with that id.
DirectoryAudit parse_directory_audit(const nlohmann::json& json, std::string_view target_id);

// What was done to one object, newest first, one page of 100. Reports are granted 5 requests in
// 10 s.
GraphRequest list_directory_audits_request(std::string_view target_id);

} // namespace lpaz::graph
