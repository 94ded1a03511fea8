#include "lpaz/graph/directory_audit.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {
namespace {

using util::Json;

// A value is JSON as text: "[false]", "[\"ada@contoso.example\"]", also without the list.
Json value_of(const Json& property, std::string_view key)
{
  Json value = Json::parse(util::string_at(property, key), nullptr, false);
  if (value.is_array() && value.size() == 1) {
    return value.front();
  }
  return value;
}

std::optional<bool> flag_of(const Json& value)
{
  if (value.is_boolean()) {
    return value.get<bool>();
  }
  const auto* text = value.get_ptr<const std::string*>();
  if (text == nullptr) {
    return std::nullopt;
  }
  return util::equals_ignoring_case(*text, "true")    ? std::optional(true)
         : util::equals_ignoring_case(*text, "false") ? std::optional(false)
                                                      : std::nullopt;
}

void take_property(const Json& property, DirectoryAudit& audit)
{
  const std::string name = util::string_at(property, "displayName");
  if (util::equals_ignoring_case(name, "AccountEnabled")) {
    audit.account_enabled = flag_of(value_of(property, "newValue"));
  } else if (util::equals_ignoring_case(name, "UserPrincipalName")) {
    const Json old = value_of(property, "oldValue");
    const auto* text = old.get_ptr<const std::string*>();
    audit.former_user_principal_name = text == nullptr ? "" : *text;
  }
}

} // namespace

DirectoryAudit parse_directory_audit(const Json& json, std::string_view target_id)
{
  DirectoryAudit audit;
  audit.activity_date_time = util::string_at(json, "activityDateTime");
  audit.activity = util::string_at(json, "activityDisplayName");
  const Json* targets = util::find_array(json, "targetResources");
  for (const Json& target : targets == nullptr ? Json::array() : *targets) {
    if (util::equals_ignoring_case(util::string_at(target, "type"), "ServicePrincipal")) {
      audit.service_principal_id = util::string_at(target, "id");
    }
    const Json* properties = util::find_array(target, "modifiedProperties");
    if (properties == nullptr ||
        !util::equals_ignoring_case(util::string_at(target, "id"), target_id)) {
      continue;
    }
    for (const Json& property : *properties) {
      take_property(property, audit);
    }
  }
  return audit;
}

GraphRequest list_directory_audits_request(std::string_view target_id)
{
  const std::string query =
      ODataQuery()
          .filter(fmt::format("targetResources/any(t:t/id eq {})", odata_literal(target_id)))
          .order_by("activityDateTime desc")
          .top(100)
          .text();
  return needs(get_request("/auditLogs/directoryAudits" + query), "AuditLog.Read.All");
}

} // namespace lpaz::graph
