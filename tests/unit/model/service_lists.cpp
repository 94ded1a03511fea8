#include "model/json_text.hpp"
#include "model/service.hpp"

#include "lpaz/util/url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::model {
namespace {

const std::string k_role = "18d14569-c3bd-439b-9a66-3a2aee01d14f";
const std::string k_missing =
    "{\"error\":{\"code\":\"Request_ResourceNotFound\",\"message\":\"Resource does not exist.\"}}";

std::string list_text(const std::string& items)
{
  return "{\"value\":[" + items + "]}";
}

std::string app_text(const std::string& id)
{
  const bool first = id == k_app_id;
  return object({{"id", json_string(id)},
                 {"appId",
                  first ? "\"f0000000-0000-4000-8000-000000000001\""
                        : "\"f0000000-0000-4000-8000-000000000002\""},
                 {"displayName", first ? json_string(k_app_name) : "\"Another app\""},
                 {"accountEnabled", "true"},
                 {"appRoles",
                  "[{\"id\":" + json_string(k_role) +
                      ",\"displayName\":\"User\",\"isEnabled\":true,\"allowedMemberTypes\":["
                      "\"User\"]}]"}});
}

int number_of(const std::string& text, int otherwise)
{
  return text.empty() ? otherwise : std::stoi(text);
}

std::vector<std::string> values_of(const LogEntry& entry, std::string_view path)
{
  if (path == "jobId") {
    return {entry.job_id};
  }
  if (path == "activityDateTime") {
    return {util::format_rfc3339(entry.at)};
  }
  if (path == "sourceIdentity/id") {
    return {entry.source_id};
  }
  if (path == "servicePrincipal/id") {
    return {entry.app_id};
  }
  if (path == "provisioningAction") {
    return {entry.action};
  }
  if (path == "provisioningStatusInfo/status") {
    return {entry.status};
  }
  if (path == "id" || path == "changeId") {
    return {entry.id};
  }
  if (path == "cycleId") {
    return {entry.cycle_id};
  }
  throw std::invalid_argument(std::string(path));
}

} // namespace

// Some properties come only when they are asked for.
std::string Service::user_text(const Person& person, const std::string& select) const
{
  const std::string asked = "," + select + ",";
  std::string text = "{\"@odata.type\":\"#microsoft.graph.user\",\"id\":" + json_string(person.id);
  const auto add = [&](std::string_view name, const std::string& value, bool by_default) {
    if (select.empty() ? by_default : asked.find(fmt::format(",{},", name)) != std::string::npos) {
      text += fmt::format(",\"{}\":{}", name, value);
    }
  };
  add("userPrincipalName", json_string(m_world.bin_name(person)), true);
  add("displayName", json_string(person.given_name), true);
  add("mail", json_string(person.mail), true);
  add("givenName", json_string(person.given_name), true);
  add("accountEnabled", boolean(person.enabled), false);
  add("userType", "\"Member\"", false);
  add("onPremisesSyncEnabled", "null", false);
  add("mailNickname", json_string(person.given_name), false);
  add("createdDateTime", "\"2025-01-01T00:00:00Z\"", false);
  add("signInSessionsValidFromDateTime", time_text(person.sessions_valid_from), false);
  add("deletedDateTime", person.deleted ? time_text(person.deleted_at) : "null", false);
  return text + "}";
}

Service::Answer Service::list_users(const Call& call, bool deleted)
{
  const Filter filter(call.option("$filter"));
  const std::string select = call.option("$select");
  std::vector<std::string> items;
  for (const Person& person : m_world.people) {
    if (person.purged || person.deleted != deleted) {
      continue;
    }
    const bool fits = filter.matches([&](std::string_view path) -> std::vector<std::string> {
      if (path == "id") {
        return {person.id};
      }
      if (path == "userPrincipalName") {
        return {m_world.bin_name(person)};
      }
      if (path == "mail") {
        return {person.mail};
      }
      if (path == "accountEnabled") {
        return {boolean(person.enabled)};
      }
      if (path == "proxyAddresses" || path == "otherMails") {
        return {"smtp:" + person.mail};
      }
      throw std::invalid_argument(std::string(path));
    });
    if (fits) {
      items.push_back(user_text(person, select));
    }
  }
  return page(call, items);
}

Service::Answer Service::one_user(const Call& call, int who)
{
  if (who < 0) {
    return {404, k_missing};
  }
  return {200, user_text(m_world.people[static_cast<std::size_t>(who)], call.option("$select"))};
}

Service::Answer Service::page(const Call& call, const std::vector<std::string>& items) const
{
  const auto begin = static_cast<std::size_t>(number_of(call.option("$skiptoken"), 0));
  const int most = std::min(number_of(call.option("$top"), 100), m_world.setup.page);
  const auto end = std::min(begin + static_cast<std::size_t>(std::max(most, 1)), items.size());
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    text += text.empty() ? items[i] : "," + items[i];
  }
  std::string link;
  if (end < items.size()) {
    const auto token = call.query.find("&$skiptoken=");
    link =
        fmt::format(",\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0{}?{}&$skiptoken={}\"",
                    call.path,
                    call.query.substr(0, token),
                    end);
  }
  return {200, "{\"value\":[" + text + "]" + link + "}"};
}

Service::Answer Service::list_apps(const Call& call)
{
  const std::string& path = call.path;
  if (path == "/servicePrincipals") {
    const Filter filter(call.option("$filter"));
    std::string found;
    for (const std::string& id : {k_app_id, k_second_app_id}) {
      const bool fits = filter.matches([&](std::string_view name) -> std::vector<std::string> {
        return {name == "id" ? id : id == k_app_id ? k_app_name : "Another app"};
      });
      found += fits ? (found.empty() ? "" : ",") + app_text(id) : "";
    }
    return {200, list_text(found)};
  }
  for (const std::string& app : {k_app_id, k_second_app_id}) {
    const std::string base = "/servicePrincipals/" + app;
    const std::string jobs = base + "/synchronization/jobs";
    if (path == base) {
      return {200, app_text(app)};
    }
    if (path == base + "/appRoleAssignedTo") {
      return list_assignments(call, app);
    }
    if (path == jobs) {
      return {200, list_text(job_text(app))};
    }
    if (path == jobs + "/" + (app == k_app_id ? k_job_id : k_second_job_id)) {
      return {200, job_text(app)};
    }
  }
  return do_not_know(call);
}

// A deleted person's assignment is kept, but is not listed.
Service::Answer Service::list_assignments(const Call& call, const std::string& app)
{
  const Filter filter(call.option("$filter"));
  std::vector<std::string> items;
  for (const Person& person : m_world.people) {
    if (app != k_app_id || !person.assigned || !person.is_living() ||
        !filter.matches([&](std::string_view) { return std::vector{person.id}; })) {
      continue;
    }
    items.push_back(object({{"id", json_string("assignment-of-" + person.id)},
                            {"appRoleId", json_string(k_role)},
                            {"principalId", json_string(person.id)},
                            {"principalType", "\"User\""},
                            {"principalDisplayName", json_string(person.given_name)},
                            {"createdDateTime", "\"2026-10-01T18:00:00Z\""}}));
  }
  return page(call, items);
}

std::string Service::job_text(const std::string& app) const
{
  const Job& job = m_world.job;
  const bool first = app == k_app_id;
  const bool quarantined = first && job.quarantined;
  const std::string error =
      "{\"code\":\"SystemForCrossDomainIdentityManagementInvalidCredentials\",\"message\":"
      "\"Correct the credentials.\",\"tenantActionable\":true}";
  const std::string execution = object({{"activityIdentifier", "null"},
                                        {"countEntitled", "3"},
                                        {"countEscrowed", "0"},
                                        {"countExported", "1"},
                                        {"countImported", "3"},
                                        {"state", quarantined ? "\"Failed\"" : "\"Succeeded\""},
                                        {"error", quarantined ? error : "null"},
                                        {"timeBegan", time_text(job.began)},
                                        {"timeEnded", time_text(job.ended)}});
  const std::string quarantine = object({{"currentBegan", time_text(job.quarantined_at)},
                                         {"nextAttempt", time_text(job.next_cycle)},
                                         {"reason", "\"EncounteredQuarantineException\""},
                                         {"seriesBegan", time_text(job.quarantined_at)},
                                         {"seriesCount", "1"},
                                         {"error", error}});
  const std::string code = first && job.paused ? "Paused" : quarantined ? "Quarantine" : "Active";
  const std::string status =
      object({{"code", json_string(code)},
              {"countSuccessiveCompleteFailures", "0"},
              {"escrowsPruned", "false"},
              {"steadyStateFirstAchievedTime", "\"2026-10-01T09:00:00.7360238Z\""},
              {"steadyStateLastAchievedTime", time_text(job.ended)},
              {"troubleshootingUrl", "\"\""},
              {"lastExecution", execution},
              {"lastSuccessfulExecution", quarantined ? "null" : execution},
              {"lastSuccessfulExecutionWithExports", "null"},
              {"quarantine", quarantined ? quarantine : "null"},
              {"progress", "[]"},
              {"synchronizedEntryCountByType", "[{\"key\":\"user to User\",\"value\":3}]"}});
  const std::string schedule =
      object({{"expiration", "null"},
              {"interval", json_string(fmt::format("PT{}M", m_world.setup.cycle_minutes))},
              {"state", first && job.paused ? "\"Disabled\"" : "\"Active\""}});
  return object({{"id", json_string(first ? k_job_id : k_second_job_id)},
                 {"templateId", "\"scim\""},
                 {"schedule", schedule},
                 {"status", status},
                 {"synchronizationJobSettings", "[]"}});
}

Service::Answer Service::list_log(const Call& call)
{
  const Filter filter(call.option("$filter"));
  std::vector<const LogEntry*> found;
  for (const LogEntry& entry : m_world.log) {
    if (entry.visible_at <= m_world.now &&
        filter.matches([&](std::string_view path) { return values_of(entry, path); })) {
      found.push_back(&entry);
      if (entry.twice) {
        found.push_back(&entry);
      }
    }
  }
  const std::string order = call.option("$orderby");
  if (order.ends_with(" desc") || order.empty()) {
    std::ranges::stable_sort(found, std::greater(), &LogEntry::at);
  } else {
    std::ranges::stable_sort(found, std::less(), &LogEntry::at);
  }
  std::vector<std::string> items;
  items.reserve(found.size());
  for (const LogEntry* entry : found) {
    items.push_back(entry->json);
  }
  return page(call, items);
}

Service::Answer Service::list_audits(const Call& call)
{
  const Filter filter(call.option("$filter"));
  std::vector<std::string> items;
  for (auto audit = m_world.audits.rbegin(); audit != m_world.audits.rend(); ++audit) {
    const bool fits = filter.matches([&](std::string_view path) -> std::vector<std::string> {
      if (path == "targetResources/id") {
        return {audit->target_id};
      }
      if (path == "activityDateTime") {
        return {util::format_rfc3339(audit->at)};
      }
      if (path == "activityDisplayName") {
        return {audit->activity};
      }
      if (path == "category") {
        return {"UserManagement"};
      }
      if (path == "loggedByService") {
        return {"Core Directory"};
      }
      if (path == "result") {
        return {"success"};
      }
      throw std::invalid_argument(std::string(path));
    });
    if (fits) {
      items.push_back(audit->json);
    }
  }
  return page(call, items);
}

} // namespace lpaz::model
