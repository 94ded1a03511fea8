#include "lpaz/graph/provisioning_object_summary.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {
namespace {

// "True", also in quotes of its own and in any case.
std::optional<bool> parse_flag(std::string_view text)
{
  while (text.size() > 1 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  if (util::equals_ignoring_case(text, "true")) {
    return true;
  }
  return util::equals_ignoring_case(text, "false") ? std::optional(false) : std::nullopt;
}

void take_modified_properties(const nlohmann::json& json, ProvisioningObjectSummary& entry)
{
  const auto* properties = util::find_array(json, "modifiedProperties");
  for (const auto& property : properties == nullptr ? nlohmann::json::array() : *properties) {
    if (util::equals_ignoring_case(util::string_at(property, "displayName"), "active")) {
      entry.set_active = parse_flag(util::string_at(property, "newValue"));
    }
  }
}

void take_steps(const nlohmann::json& json, ProvisioningObjectSummary& entry)
{
  const auto* steps = util::find_array(json, "provisioningSteps");
  for (const auto& step : steps == nullptr ? nlohmann::json::array() : *steps) {
    const auto* details = util::find_object(step, "details");
    if (details == nullptr) {
      continue;
    }
    if (const auto active = parse_flag(util::string_at(*details, "IsActive"))) {
      entry.is_active = active;
    }
    if (const auto assigned = parse_flag(util::string_at(*details, "Assigned"))) {
      entry.is_assigned = assigned;
    }
  }
}

} // namespace

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
  }
  take_modified_properties(json, entry);
  take_steps(json, entry);
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
