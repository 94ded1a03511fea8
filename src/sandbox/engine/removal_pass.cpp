#include "sandbox/engine/removal_pass.hpp"

#include "sandbox/engine/user_pass.hpp"

#include <nlohmann/json.hpp>

#include <span>
#include <utility>

namespace lpaz::sandbox::engine {

Result<bool> RemovalPass::run()
{
  if (exceeds_threshold()) {
    for (const auto& removal : m_context.removals) {
      stage(removal);
    }
    return true;
  }
  for (const auto& removal : m_context.removals) {
    LPAZ_CHECK(m_context.check_stop());
    LPAZ_CHECK(carry_out(removal));
  }
  m_context.state.staged_users.clear();
  m_context.state.staged_groups.clear();
  return false;
}

bool RemovalPass::exceeds_threshold() const
{
  const auto& settings = m_context.settings;
  return settings.delete_threshold && !settings.force_deletes &&
         static_cast<long long>(m_context.removals.size()) > *settings.delete_threshold;
}

void RemovalPass::stage(const Removal& removal)
{
  auto& state = m_context.state;
  if (removal.kind == Removal::Kind::delete_group) {
    state.staged_groups.insert(removal.id);
    LogDraft draft(m_context.schema,
                   read_group(m_context.tenant, m_context.settings.scope, removal.id));
    draft.target(state.groups.at(removal.id).target_id);
    m_context.log.add(draft.staged());
    return;
  }
  state.staged_users.insert(removal.id);
  LogDraft draft(m_context.schema, user_of(removal.id));
  draft.target(state.users.at(removal.id).target_id);
  m_context.log.add(draft.staged());
}

Status RemovalPass::carry_out(const Removal& removal)
{
  switch (removal.kind) {
  case Removal::Kind::disable_user:
    return disable_user(removal.id);
  case Removal::Kind::delete_user:
    return delete_user(removal.id);
  case Removal::Kind::delete_group:
    break;
  }
  return delete_group(removal.id);
}

// Reads the user again: between the look at it and now it may have come back.
Status RemovalPass::disable_user(const store::ObjectId& id)
{
  const auto source = user_of(id);
  if (!source.user) {
    return delete_user(id);
  }
  const auto verdict = verdict_on(source, m_context.schema.users);
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(draft, id, ImportKind::updated);
  draft.scoped(verdict);
  draft.target(m_context.state.users.at(id).target_id);
  if (!m_context.schema.users.updates) {
    m_context.log.add(draft.skipped("other", "NotSupported", "The mapping does not allow updates"));
    return {};
  }
  auto entry = map_entry(m_context.schema.users,
                         attributes_of(source, !verdict.in_scope() || !verdict.is_active));
  if (!entry) {
    return fail_object(id, "disable", entry.error(), draft);
  }
  if (is_active(*entry)) {
    return {};
  }
  std::erase_if(*entry,
                [](const auto& attribute) { return attribute.mapping->target != "active"; });
  LPAZ_CHECK(send_disable(source, *entry, draft));
  disabled(source, verdict);
  return {};
}

Status
RemovalPass::send_disable(const SourceUser& source, const TargetEntry& entry, LogDraft& draft)
{
  auto& link = m_context.state.users.at(source.id);
  const auto resource = m_context.client.read(ScimResource::user, link.target_id);
  if (!resource) {
    return fail_object(source.id, "disable", resource.error(), draft);
  }
  draft.read_target(*resource);
  const auto changes = changes_between(*resource, entry);
  if (!changes.empty()) {
    draft.changed(changes);
    ++m_context.counts.exports;
    const auto status = m_context.client.change(
        ScimResource::user, link.target_id, patch_body(changes, m_context.client.dialect()));
    if (!status) {
      return fail_object(source.id, "disable", status.error(), draft);
    }
    ++m_context.counts.exported;
  }
  link.active = false;
  m_context.note_success(source.id);
  m_context.log.add(
      changes.empty()
          ? draft.skipped("other", "RedundantExport", "The user is disabled in the target already")
          : draft.succeeded("disable"));
  return {};
}

// Whoever left the scope is out of the service's hands once disabled.
void RemovalPass::disabled(const SourceUser& source, const ScopeVerdict& verdict)
{
  auto& link = m_context.state.users.at(source.id);
  if (!verdict.in_scope() && !link.active) {
    link.managed = false;
  }
}

Status RemovalPass::delete_user(const store::ObjectId& id)
{
  SourceUser source;
  source.id = id;
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(draft, id, ImportKind::updated);
  const std::string target_id = m_context.state.users.at(id).target_id;
  draft.target(target_id);
  if (!m_context.schema.users.deletes) {
    m_context.state.users.erase(id);
    m_context.log.add(
        draft.skipped("other", "NotSupported", "The mapping does not allow deletions"));
    return {};
  }
  ++m_context.counts.exports;
  const auto status = m_context.client.remove(ScimResource::user, target_id);
  if (!status) {
    return fail_object(id, "delete", status.error(), draft);
  }
  ++m_context.counts.exported;
  m_context.state.users.erase(id);
  m_context.note_success(id);
  m_context.log.add(draft.succeeded("delete"));
  return {};
}

Status RemovalPass::delete_group(const store::ObjectId& id)
{
  const auto source = read_group(m_context.tenant, m_context.settings.scope, id);
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(draft, id, ImportKind::updated);
  const std::string target_id = m_context.state.groups.at(id).target_id;
  draft.target(target_id);
  ++m_context.counts.exports;
  const auto status = m_context.client.remove(ScimResource::group, target_id);
  if (!status) {
    if (concerns_endpoint(status.error())) {
      return status;
    }
    const Escrow* escrow = m_context.note_failure(id, Escrow::Kind::group);
    m_context.log.add(draft.failed("delete", status.error(), escrow));
    return {};
  }
  ++m_context.counts.exported;
  m_context.state.groups.erase(id);
  m_context.note_success(id);
  m_context.log.add(draft.succeeded("delete"));
  return {};
}

Status RemovalPass::fail_object(const store::ObjectId& id,
                                std::string_view action,
                                const Error& error,
                                LogDraft& draft)
{
  if (concerns_endpoint(error)) {
    return fail(error);
  }
  const Escrow* escrow = m_context.note_failure(id, Escrow::Kind::user);
  m_context.log.add(draft.failed(action, error, escrow));
  return {};
}

SourceUser RemovalPass::user_of(const store::ObjectId& id) const
{
  return std::move(
      read_users(m_context.tenant, m_context.settings.scope, std::span(&id, 1)).front());
}

} // namespace lpaz::sandbox::engine
