#include "sandbox/engine/log_draft.hpp"

#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

using store::NamedValue;

// As the log names it; the schema has its older name.
constexpr std::string_view k_source_system = "Microsoft Entra ID";
constexpr std::string_view k_scoping = "EntrySynchronizationScoping";
constexpr std::string_view k_skip = "EntrySynchronizationSkip";
constexpr std::string_view k_skip_reason = "SkipReason";
// A target over the Internet takes about so long; the sandbox's own answers at once.
constexpr std::int64_t k_step_milliseconds = 240;

std::string bool_word(bool value)
{
  return value ? "True" : "False";
}

// create, update or delete: a disable is sent as an update.
std::string_view verb_of(std::string_view action)
{
  return action == "create" || action == "delete" ? action : "update";
}

std::string_view export_step_of(std::string_view action)
{
  return action == "create"   ? "EntryExportAdd"
         : action == "delete" ? "EntryExportDelete"
                              : "EntryExportUpdate";
}

std::string_view word_of(ImportKind kind)
{
  return kind == ImportKind::added ? "Add" : "Update";
}

// A detail bears the name of the attribute without dots and colons. Null values are left out.
void add_attribute(std::vector<NamedValue>& details, std::string name, std::string value)
{
  std::erase_if(name, [](char c) { return c == '.' || c == ':'; });
  if (!value.empty() && std::ranges::find(details, name, &NamedValue::name) == details.end()) {
    details.push_back({std::move(name), std::move(value)});
  }
}

std::vector<NamedValue> import_of(const SourceUser& source)
{
  std::vector<NamedValue> details{{"objectId", source.id.text()}};
  if (!source.user) {
    return details;
  }
  const store::User& user = *source.user;
  const auto add = [&](std::string_view name, std::string value) {
    add_attribute(details, std::string(name), std::move(value));
  };
  add("accountEnabled", bool_word(user.account_enabled));
  add("displayName", user.display_name);
  add("givenName", user.given_name);
  add("surname", user.surname);
  add("mailNickname", user.mail_nickname);
  add("userPrincipalName", principal_name_of(user));
  add("IsSoftDeleted", bool_word(user.is_deleted()));
  add("appRoleAssignments", source.roles.empty() ? std::string() : source.roles.front());
  return details;
}

// 2026-11-02T08:10:00.1234567Z
std::string exact_time(util::TimePoint time)
{
  using Ticks = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  std::string text = util::format_rfc3339(second);
  text.insert(text.size() - 1,
              fmt::format(".{:07}", std::chrono::floor<Ticks>(time - second).count()));
  return text;
}

// 11/2/2026 8:10:00 AM
std::string american_time(util::TimePoint time)
{
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  return fmt::format("{}/{}/{} {}:{:02}:{:02} {}",
                     static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()),
                     static_cast<int>(date.year()),
                     std::chrono::make12(clock.hours()).count(),
                     clock.minutes().count(),
                     clock.seconds().count(),
                     std::chrono::is_am(clock.hours()) ? "AM" : "PM");
}

} // namespace

LogDraft::LogDraft(std::string_view target_system,
                   const ObjectMapping& mapping,
                   std::string_view type)
    : m_mapping(mapping), m_target_system(target_system)
{
  m_entry.source.identity_type = type;
  m_entry.target.identity_type =
      mapping.target_object.empty() ? std::string(type) : mapping.target_object;
}

LogDraft::LogDraft(const Schema& schema, const SourceUser& source)
    : LogDraft(schema.target_system, schema.users, "User")
{
  m_entry.source.id = source.id.text();
  m_name = source.user ? principal_name_of(*source.user) : m_entry.source.id;
  m_reportable = m_name;
  m_import = import_of(source);
  m_entry.source.details = {{"id", m_entry.source.id}, {"odatatype", "User"}};
  if (source.user) {
    m_entry.source.display_name = source.user->display_name;
    add_attribute(m_entry.source.details, "DisplayName", source.user->display_name);
    add_attribute(m_entry.source.details, "UserPrincipalName", m_name);
  }
}

LogDraft::LogDraft(const Schema& schema, const SourceGroup& source)
    : LogDraft(schema.target_system, schema.groups, "Group")
{
  m_entry.source.id = source.id.text();
  m_reportable = m_entry.source.id;
  m_name = source.group ? source.group->display_name : m_entry.source.id;
  m_import = {{"objectId", m_entry.source.id}};
  m_entry.source.details = {{"id", m_entry.source.id}, {"odatatype", "Group"}};
  if (source.group) {
    m_entry.source.display_name = m_name;
    add_attribute(m_entry.source.details, "DisplayName", m_name);
  }
}

store::ProvisioningStep& LogDraft::step(std::string_view name,
                                        std::string_view type,
                                        std::string_view status,
                                        std::string description)
{
  return m_entry.steps.emplace_back(store::ProvisioningStep{
      std::string(name), std::string(type), std::string(status), std::move(description), {}});
}

std::string LogDraft::quoted() const
{
  return fmt::format("{} '{}'", m_entry.source.identity_type, m_name);
}

void LogDraft::imported(ImportKind kind)
{
  step(fmt::format("EntryImport{}", word_of(kind)),
       "import",
       "success",
       fmt::format("Received {} '{}' change of type ({}) from {}",
                   m_entry.source.identity_type,
                   m_reportable,
                   word_of(kind),
                   k_source_system))
      .details = m_import;
}

void LogDraft::retried(ImportKind kind, const Escrow& escrow, util::TimePoint failed_at)
{
  m_is_retry = true;
  step("EntryEscrowRetry", "import", "success", "An operation that failed is tried again")
      .details = {{"CountProcessed", std::to_string(escrow.attempts - 1)},
                  {"CreationTime", exact_time(failed_at)},
                  {"Identifier", m_entry.source.id},
                  {"ModificationType", std::string(word_of(kind))},
                  {"NextAttempt", american_time(escrow.next_attempt)},
                  {"Origin", "Source"},
                  {"TypeName", "EscrowedEntryDefault"}};
}

void LogDraft::scoped(const ScopeVerdict& verdict)
{
  if (m_is_retry) {
    return;
  }
  step(k_scoping, "scoping", "success", "Scoping filters evaluated").details = {
      {"Active in the source system", bool_word(verdict.is_active)},
      {"Assigned to the application", bool_word(verdict.assigned)},
      {m_entry.source.identity_type + " has the required role", bool_word(verdict.assigned)},
      {"Scoping filter evaluation passed", bool_word(verdict.passes_filter)},
      {"ScopeEvaluationResult", "{}"}};
}

void LogDraft::read_target(const util::Json& resource)
{
  store::ProvisioningStep read{"EntryImport",
                               "matching",
                               "success",
                               fmt::format("Retrieved '{}' from {}", m_name, m_target_system),
                               {}};
  if (std::string id = util::string_at(resource, "id"); !id.empty()) {
    add_attribute(read.details, "id", id);
    m_entry.target.id = std::move(id);
  }
  for (const auto& attribute : m_mapping.attributes) {
    if (attribute.target != "members") {
      add_attribute(read.details, attribute.target, target_text(resource, attribute.target));
    }
  }
  std::ranges::sort(read.details, {}, &NamedValue::name);
  m_entry.steps.insert(std::ranges::find(m_entry.steps, k_scoping, &store::ProvisioningStep::name),
                       std::move(read));
}

void LogDraft::to_be_created()
{
  if (m_is_retry) {
    return;
  }
  step("EntrySynchronizationAdd",
       "matching",
       "success",
       fmt::format("{} will be created in {}", quoted(), m_target_system));
}

void LogDraft::changed(const std::vector<AttributeChange>& changes)
{
  for (const auto& change : changes) {
    property(change.mapping->target, change.old_text, text_of(change.value));
  }
}

void LogDraft::created(const TargetEntry& entry)
{
  for (const auto& attribute : entry) {
    property(attribute.mapping->target, {}, text_of(attribute.value));
  }
}

void LogDraft::property(std::string name, std::string old_value, std::string new_value)
{
  m_entry.modified_properties.push_back(
      {std::move(name), std::move(old_value), std::move(new_value)});
}

// Its details are the attributes that were sent; those of members would be one name many times.
store::ProvisioningStep&
LogDraft::export_step(std::string_view action, std::string_view status, std::string description)
{
  auto& made = step(export_step_of(action), "export", status, std::move(description));
  for (const auto& property : m_entry.modified_properties) {
    if (property.name != "members") {
      add_attribute(made.details, property.name, property.new_value);
    }
  }
  add_attribute(made.details, "ReportableIdentifier", m_reportable);
  return made;
}

store::ProvisioningLogEntry LogDraft::succeeded(std::string_view action)
{
  export_step(action,
              "success",
              fmt::format("{} was {}d in {}", quoted(), verb_of(action), m_target_system));
  return finish(action, "success");
}

store::ProvisioningLogEntry LogDraft::staged()
{
  export_step("delete", "skipped", "Held back: more deletions than the threshold allows");
  return finish("stagedDelete", "skipped");
}

store::ProvisioningLogEntry
LogDraft::skipped(std::string_view action, std::string_view reason, std::string_view description)
{
  auto& made = step(k_skip, "export", "skipped", std::string(description));
  made.details = {{std::string(k_skip_reason), std::string(reason)}};
  add_attribute(made.details, "ReportableIdentifier", m_reportable);
  return finish(action, "skipped");
}

store::ProvisioningLogEntry
LogDraft::failed(std::string_view action, const Error& error, const Escrow* escrow)
{
  export_step(action,
              "failure",
              fmt::format("Failed to {} {} in {}", verb_of(action), quoted(), m_target_system));
  std::string reason = error.message;
  if (escrow != nullptr) {
    reason += fmt::format(". This operation was retried {} times. It will be retried again after "
                          "this date: {} UTC",
                          escrow->attempts - 1,
                          exact_time(escrow->next_attempt));
  }
  m_entry.failure =
      store::ProvisioningFailure{error.code.empty() ? "EntrySynchronizationError" : error.code,
                                 std::move(reason),
                                 {},
                                 error.http_status != 0 ? "nonServiceFailure" : "failure",
                                 {}};
  return finish(action, "failure");
}

store::ProvisioningLogEntry LogDraft::finish(std::string_view action, std::string_view status)
{
  m_entry.action = action;
  m_entry.status = status;
  m_entry.duration_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now() - m_began)
                            .count() +
                        k_step_milliseconds * std::ssize(m_entry.steps);
  return std::move(m_entry);
}

std::string_view skip_reason_of(const store::ProvisioningLogEntry& entry)
{
  for (const auto& step : entry.steps) {
    const auto found = std::ranges::find(step.details, k_skip_reason, &NamedValue::name);
    if (step.name == k_skip && found != step.details.end()) {
      return found->value;
    }
  }
  return {};
}

} // namespace lpaz::sandbox::engine
