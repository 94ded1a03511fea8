#include "sandbox/engine/log_json.hpp"

#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

util::OrderedJson steps_of(const store::ProvisioningLogEntry& entry)
{
  auto steps = util::OrderedJson::array();
  for (const auto& step : entry.steps) {
    util::OrderedJson details = util::OrderedJson::object();
    for (const auto& detail : step.details) {
      details[detail.name] = detail.value;
    }
    util::OrderedJson json;
    json["name"] = step.name;
    json["type"] = step.type;
    json["status"] = step.status;
    json["description"] = step.description;
    json["timestamp"] = util::format_rfc3339(entry.activity);
    json["details"] = std::move(details);
    steps.push_back(std::move(json));
  }
  return steps;
}

util::OrderedJson properties_of(const store::ProvisioningLogEntry& entry)
{
  auto properties = util::OrderedJson::array();
  for (const auto& property : entry.modified_properties) {
    util::OrderedJson json;
    json["displayName"] = property.name;
    json["oldValue"] =
        property.old_value.empty() ? util::OrderedJson() : util::OrderedJson(property.old_value);
    json["newValue"] =
        property.new_value.empty() ? util::OrderedJson() : util::OrderedJson(property.new_value);
    properties.push_back(std::move(json));
  }
  return properties;
}

util::OrderedJson status_of(const store::ProvisioningLogEntry& entry)
{
  util::OrderedJson json;
  json["status"] = entry.status;
  json["errorCode"] = entry.failure ? entry.failure->error_code : "";
  json["reason"] = entry.failure ? entry.failure->reason : "";
  json["errorCategory"] = entry.failure ? entry.failure->error_category : "";
  json["recommendedAction"] = entry.failure ? entry.failure->recommended_action : "";
  return json;
}

util::OrderedJson identity_of(const store::ProvisionedIdentity& identity)
{
  util::OrderedJson json;
  json["id"] = identity.id;
  json["displayName"] = identity.display_name;
  json["type"] = identity.identity_type;
  return json;
}

} // namespace

util::OrderedJson on_demand_json(const store::ProvisioningLogEntry& entry)
{
  util::OrderedJson json;
  json["action"] = entry.action;
  json["changeId"] = entry.change_id.text();
  json["startTime"] =
      util::format_rfc3339(entry.activity - std::chrono::milliseconds(entry.duration_ms));
  json["endTime"] = util::format_rfc3339(entry.activity);
  json["provisioningSteps"] = steps_of(entry);
  json["modifiedProperties"] = properties_of(entry);
  json["statusInfo"] = status_of(entry);
  json["sourceIdentity"] = identity_of(entry.source);
  json["targetIdentity"] = identity_of(entry.target);
  return json;
}

} // namespace lpaz::sandbox::engine
