#include "sandbox/engine/log_draft.hpp"

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

std::string bool_word(bool value)
{
  return value ? "True" : "False";
}

std::string_view export_step_of(std::string_view action)
{
  return action == "create"   ? "EntryExportAdd"
         : action == "delete" ? "EntryExportDelete"
                              : "EntryExportUpdate";
}

std::string_view participle_of(std::string_view action)
{
  return action == "create"    ? "created"
         : action == "delete"  ? "deleted"
         : action == "disable" ? "disabled"
                               : "updated";
}

} // namespace

LogDraft::LogDraft(const Schema& schema, std::string_view type)
    : m_source_system(schema.source_system), m_target_system(schema.target_system)
{
  m_entry.source.identity_type = type;
  m_entry.target.identity_type = type;
}

LogDraft::LogDraft(const Schema& schema, const SourceUser& source) : LogDraft(schema, "User")
{
  m_entry.source.id = source.id.text();
  m_name = m_entry.source.id;
  if (source.user) {
    const auto& user = *source.user;
    m_name = user.is_deleted() ? user.name_before_deletion : user.user_principal_name;
    m_entry.source.display_name = user.display_name;
    m_entry.source.details.push_back({"userPrincipalName", m_name});
  }
}

LogDraft::LogDraft(const Schema& schema, const SourceGroup& source) : LogDraft(schema, "Group")
{
  m_entry.source.id = source.id.text();
  m_name = source.group ? source.group->display_name : m_entry.source.id;
  m_entry.source.display_name = source.group ? source.group->display_name : std::string();
}

void LogDraft::step(std::string_view name,
                    std::string_view type,
                    std::string_view status,
                    std::string text)
{
  m_entry.steps.push_back(
      {std::string(name), std::string(type), std::string(status), std::move(text), {}});
}

void LogDraft::imported()
{
  step("EntryImport", "import", "success", "Retrieved '" + m_name + "' from " + m_source_system);
}

void LogDraft::scoped(const ScopeVerdict& verdict)
{
  step("EntrySynchronizationScoping",
       "scoping",
       "success",
       "Determine if '" + m_name + "' is in scope by evaluating against each scoping filter");
  m_entry.steps.back().details = {
      {"IsActive", bool_word(verdict.is_active)},
      {"Assigned", bool_word(verdict.assigned)},
      {"IsEffectivelyEntitledForProvisioning", bool_word(verdict.assigned && verdict.is_active)},
      {"ScopeEvaluationResult", bool_word(verdict.passes_filter)},
  };
}

void LogDraft::matched(std::string_view attribute, std::string_view target_id)
{
  step("EntryImportMatching",
       "matching",
       "success",
       "Found one object of " + m_target_system + " by " + std::string(attribute));
  m_entry.target.id = target_id;
}

void LogDraft::not_matched()
{
  step("EntryImportMatching", "matching", "success", "No match in " + m_target_system);
}

void LogDraft::target(std::string_view id, std::string_view display_name)
{
  m_entry.target.id = id;
  m_entry.target.display_name = display_name;
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

void LogDraft::references(std::size_t resolved, std::size_t unresolved)
{
  step("ReferenceResolution",
       "referenceResolution",
       unresolved == 0 ? "success" : "warning",
       unresolved == 0 ? std::to_string(resolved) + " references resolved"
                       : "UnableToResolveReferenceAttributeValue: " + std::to_string(unresolved) +
                             " members are not provisioned; " + std::to_string(resolved) +
                             " references resolved");
}

store::ProvisioningLogEntry LogDraft::succeeded(std::string_view action)
{
  step(export_step_of(action),
       "export",
       "success",
       "'" + m_name + "' was " + std::string(participle_of(action)) + " in " + m_target_system);
  return finish(action, "success");
}

store::ProvisioningLogEntry LogDraft::staged()
{
  step("EntryExportDelete",
       "export",
       "skipped",
       "Held back: more deletions than the threshold allows");
  return finish("stagedDelete", "skipped");
}

store::ProvisioningLogEntry
LogDraft::skipped(std::string_view action, std::string_view code, std::string_view reason)
{
  m_entry.failure = store::ProvisioningFailure{
      std::string(code), std::string(reason), {}, "nonServiceFailure", {}};
  return finish(action, "skipped");
}

store::ProvisioningLogEntry LogDraft::failed(std::string_view action, const Error& error)
{
  step(export_step_of(action), "export", "failure", error.message);
  m_entry.failure = store::ProvisioningFailure{
      error.code.empty() ? "EntrySynchronizationError" : error.code,
      error.message,
      {},
      "failure",
      error.kind == ErrorKind::not_found
          ? "The object is gone from the target; restart the job with the scope Full"
          : std::string()};
  return finish(action, "failure");
}

store::ProvisioningLogEntry LogDraft::finish(std::string_view action, std::string_view status)
{
  m_entry.action = action;
  m_entry.status = status;
  m_entry.duration_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now() - m_began)
                            .count();
  return std::move(m_entry);
}

} // namespace lpaz::sandbox::engine
