#include "lpaz/graph/provisioning_object_summary.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {

ProvisioningObjectSummary parse_provisioning_object_summary(const nlohmann::json& json)
{
  ProvisioningObjectSummary entry;
  entry.id = util::string_at(json, "id");
  entry.activity_date_time = util::string_at(json, "activityDateTime");
  entry.action = util::string_at(json, "provisioningAction");
  if (const auto* outcome = util::find_object(json, "provisioningStatusInfo"); outcome != nullptr) {
    entry.status = util::string_at(*outcome, "status");
    if (const auto* error = util::find_object(*outcome, "errorInformation"); error != nullptr) {
      entry.error_code = util::string_at(*error, "errorCode");
      entry.reason = util::string_at(*error, "reason");
    }
  }
  if (const auto* source = util::find_object(json, "sourceIdentity"); source != nullptr) {
    entry.source_id = util::string_at(*source, "id");
    entry.source_name = util::string_at(*source, "displayName");
    entry.source_kind = util::string_at(*source, "identityType");
  }
  if (const auto* target = util::find_object(json, "targetIdentity"); target != nullptr) {
    entry.target_id = util::string_at(*target, "id");
  }
  return entry;
}

// Which nested properties can be filtered is not documented, so the status is left to the reader.
GraphRequest list_provisioning_log_request(std::string_view job_id, std::string_view since)
{
  const std::string query =
      ODataQuery()
          .filter(
              fmt::format("jobId eq {} and activityDateTime gt {}", odata_literal(job_id), since))
          .order_by("activityDateTime desc")
          .top(500)
          .text();
  return needs(get_request("/auditLogs/provisioning" + query), "ProvisioningLog.Read.All");
}

} // namespace lpaz::graph
