#include "model/engine.hpp"
#include "model/json_text.hpp"

#include <fmt/format.h>

// What the service writes to its log, in the shape of recorded entries.
namespace lpaz::model {
namespace {

using std::chrono::seconds;

std::string text_flag(bool value)
{
  return value ? "\"True\"" : "\"False\"";
}

std::string step(const std::string& name,
                 const std::string& type,
                 const std::string& status,
                 const std::string& details)
{
  return object({{"name", json_string(name)},
                 {"provisioningStepType", json_string(type)},
                 {"status", json_string(status)},
                 {"description", json_string(name + " of the model")},
                 {"details", details}});
}

std::string import_step(const Person& person, const std::string& name)
{
  const bool first = person.account < 0 && !person.escrowed;
  return step(first ? "EntryImportAdd" : "EntryImportUpdate",
              "import",
              "success",
              object({{"objectId", json_string(person.id)},
                      {"accountEnabled", text_flag(person.enabled)},
                      {"displayName", json_string(person.given_name)},
                      {"mailNickname", json_string(person.given_name)},
                      {"userPrincipalName", json_string(name)},
                      {"IsSoftDeleted", text_flag(!person.should_be_active())},
                      {"appRoleAssignments", person.assigned ? "\"User\"" : "\"\""}}));
}

std::string error_of(const std::string& code)
{
  if (code.empty()) {
    return "null";
  }
  return object({{"errorCode", json_string(code)},
                 {"errorCategory", "\"nonServiceFailure\""},
                 {"reason", "\"StatusCode: Conflict. This operation was retried 1 times.\""},
                 {"additionalDetails", "null"},
                 {"recommendedAction", "null"}});
}

std::string identity(const std::string& id,
                     const std::string& name,
                     const std::string& type,
                     const std::string& details)
{
  return object({{"id", json_string(id)},
                 {"displayName", json_string(name)},
                 {"identityType", json_string(type)},
                 {"details", details}});
}

} // namespace

std::string Engine::scoping_step(const Person& person)
{
  std::string details;
  const bool active = person.enabled && person.is_living();
  if (m_terse) {
    details = object({{"ScopeEvaluationResult", "\"{}\""}});
  } else if (m_world.chance(20)) {
    details = object({{"IsActive", text_flag(active)},
                      {"Assigned", text_flag(person.assigned)},
                      {"IsEffectivelyEntitledForProvisioning", text_flag(person.assigned)},
                      {"ScopeEvaluationResult", "\"{}\""}});
  } else {
    details = object({{"Active in the source system", text_flag(active)},
                      {"Assigned to the application", text_flag(person.assigned)},
                      {"User has the required role", text_flag(person.assigned)},
                      {"Scoping filter evaluation passed", "\"True\""},
                      {"ScopeEvaluationResult", "\"{}\""}});
  }
  return step("EntrySynchronizationScoping", "scoping", "success", details);
}

std::string Engine::steps(const Person& person, const Export& done, const std::string& error_code)
{
  std::string all = import_step(person, m_world.bin_name(person));
  const Account* account =
      person.account < 0 ? nullptr : &m_world.accounts[static_cast<std::size_t>(person.account)];
  if (done.was_read && account != nullptr) {
    all += "," + step("EntryImport",
                      "matching",
                      "success",
                      object({{"active", text_flag(!done.was_disabled)},
                              {"displayName", json_string(person.given_name)},
                              {"externalId", json_string(person.given_name)},
                              {"id", json_string(account->scim_id)},
                              {"userName", json_string(account->user_name)}}));
  }
  all += "," + scoping_step(person);
  const std::string name = account == nullptr ? m_world.mapped_name(person) : account->user_name;
  std::string details;
  if (!done.skip_reason.empty()) {
    details = object({{"SkipReason", json_string(done.skip_reason)},
                      {"ReportableIdentifier", json_string(name)}});
  } else if (done.action == "create") {
    details = object({{"userName", json_string(name)},
                      {"active", "\"True\""},
                      {"ReportableIdentifier", json_string(name)}});
  } else if (done.action == "delete") {
    details = object({{"ReportableIdentifier", json_string(name)}});
  } else {
    details = object({{"active", text_flag(done.action != "disable")},
                      {"ReportableIdentifier", json_string(name)}});
  }
  const std::string status = !error_code.empty()        ? "failure"
                             : done.skip_reason.empty() ? "success"
                                                        : "skipped";
  return "[" + all + "," + step(done.step, "export", status, details) + "]";
}

LogEntry Engine::draft(const Person& person)
{
  LogEntry entry;
  entry.id = fmt::format("6f0c2a1e-0001-4c11-9a00-{:012}", m_world.log.size() + 1);
  entry.job_id = k_job_id;
  entry.app_id = k_app_id;
  entry.cycle_id = fmt::format("b0b0b0b0-0000-4000-8000-{:012}", m_world.job.cycles);
  entry.source_id = person.id;
  entry.at = std::chrono::floor<seconds>(m_world.now);
  const int late = m_world.setup.late_minutes * 60;
  const int delay = m_world.chance(60) ? m_world.upto(20) : m_world.upto(late);
  entry.visible_at = m_world.now + seconds(delay);
  entry.twice = m_world.chance(10);
  return entry;
}

void Engine::write(const Person& person, const Export& done, const std::string& error_code)
{
  LogEntry entry = draft(person);
  m_terse = m_world.chance(m_world.setup.terse_percent);
  const Account* account =
      person.account < 0 ? nullptr : &m_world.accounts[static_cast<std::size_t>(person.account)];
  entry.account_name = account == nullptr ? "" : account->user_name;
  entry.action = done.action;
  entry.status = !error_code.empty() ? "failure" : done.skip_reason.empty() ? "success" : "skipped";
  entry.shows = m_terse && entry.status == "skipped" ? Shows::nothing : done.shows;
  const bool flips = entry.status == "success" && done.action != "delete";
  const bool active = done.action != "disable";
  const std::string old_value = done.action == "create" ? "null" : text_flag(!active);
  const std::string modified = flips ? "[" +
                                           object({{"displayName", "\"active\""},
                                                   {"oldValue", old_value},
                                                   {"newValue", text_flag(active)}}) +
                                           "]"
                                     : "[]";
  const std::string target_id = account == nullptr ? "" : account->scim_id;
  entry.json = object(
      {{"id", json_string(entry.id)},
       {"activityDateTime", time_text(entry.at)},
       {"tenantId", json_string(k_tenant)},
       {"jobId", json_string(entry.job_id)},
       {"cycleId", json_string(entry.cycle_id)},
       {"changeId", json_string(entry.id)},
       {"provisioningAction", json_string(entry.action)},
       {"durationInMilliseconds", "2210"},
       {"servicePrincipal",
        object({{"id", json_string(entry.app_id)}, {"displayName", json_string(k_app_name)}})},
       {"sourceSystem", "{\"id\":\"a1\",\"displayName\":\"Microsoft Entra ID\",\"details\":{}}"},
       {"targetSystem",
        object({{"id", "\"a2\""},
                {"displayName", "\"customappsso\""},
                {"details", object({{"ServicePrincipalId", json_string(entry.app_id)}})}})},
       {"initiatedBy",
        "{\"id\":\"\",\"displayName\":\"Azure AD Provisioning Service\",\"initiatorType\":"
        "\"system\"}"},
       {"sourceIdentity",
        identity(person.id,
                 person.given_name,
                 "User",
                 object({{"id", json_string(person.id)},
                         {"odatatype", "\"User\""},
                         {"DisplayName", json_string(person.given_name)},
                         {"UserPrincipalName", json_string(m_world.bin_name(person))}}))},
       {"targetIdentity",
        identity(
            target_id, "", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "{}")},
       {"provisioningStatusInfo",
        object(
            {{"status", json_string(entry.status)}, {"errorInformation", error_of(error_code)}})},
       {"provisioningSteps", steps(person, done, error_code)},
       {"modifiedProperties", modified}});
  keep(std::move(entry));
}

// In a target of its own: this account is none of LastPass's.
void Engine::write_of_second_app(const Person& person)
{
  LogEntry entry = draft(person);
  entry.job_id = k_second_job_id;
  entry.app_id = k_second_app_id;
  entry.action = m_world.chance(70) ? "disable" : m_world.chance(50) ? "delete" : "create";
  entry.status = "success";
  entry.json =
      object({{"id", json_string(entry.id)},
              {"activityDateTime", time_text(entry.at)},
              {"tenantId", json_string(k_tenant)},
              {"jobId", json_string(entry.job_id)},
              {"cycleId", json_string(entry.cycle_id)},
              {"provisioningAction", json_string(entry.action)},
              {"servicePrincipal",
               object({{"id", json_string(entry.app_id)}, {"displayName", "\"Another app\""}})},
              {"sourceIdentity", identity(person.id, person.given_name, "User", "{}")},
              {"targetIdentity", identity("77", "", "User", "{}")},
              {"provisioningStatusInfo", "{\"status\":\"success\",\"errorInformation\":null}"},
              {"provisioningSteps", "[]"},
              {"modifiedProperties", "[]"}});
  keep(std::move(entry));
}

void Engine::keep(LogEntry entry)
{
  m_world.log.push_back(std::move(entry));
}

} // namespace lpaz::model
