#include "sandbox/engine/user_pass.hpp"

#include "sandbox/engine/matching.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_users_a_read = 128;
constexpr std::string_view k_not_entitled = "NotEffectivelyEntitled";

} // namespace

ScopeVerdict verdict_on(const SourceUser& source, const ObjectMapping& mapping)
{
  ScopeVerdict verdict;
  verdict.is_active = source.is_live() && source.user->account_enabled;
  verdict.assigned = source.assigned;
  verdict.passes_filter = passes(mapping.scope, attributes_of(source, !verdict.is_active));
  return verdict;
}

UserPass::UserPass(CycleContext& context) : m_context(context)
{
}

Status UserPass::run(std::span<const UserTask> tasks)
{
  std::vector<store::ObjectId> ids;
  const std::size_t total = tasks.size();
  while (!tasks.empty()) {
    const auto part = tasks.first(std::min(tasks.size(), k_users_a_read));
    tasks = tasks.subspan(part.size());
    ids.clear();
    std::ranges::transform(part, std::back_inserter(ids), &UserTask::id);
    const auto users = read_users(m_context.tenant, m_context.settings.scope, ids);
    for (std::size_t i = 0; i < part.size(); ++i) {
      LPAZ_CHECK(m_context.check_stop());
      LPAZ_CHECK(visit(users[i], part[i].scope_only));
    }
    m_context.report_progress(total - tasks.size(), total);
  }
  return run_managers();
}

// Visits users again whose manager came later in the same cycle.
Status UserPass::run_managers()
{
  std::vector<store::ObjectId> ids;
  for (const auto& [user, manager] : std::exchange(m_waiting_for_manager, {})) {
    if (m_context.state.managed_user(manager) != nullptr &&
        m_context.state.managed_user(user) != nullptr) {
      ids.push_back(user);
    }
  }
  for (const auto& source : read_users(m_context.tenant, m_context.settings.scope, ids)) {
    LPAZ_CHECK(m_context.check_stop());
    LPAZ_CHECK(visit(source, false));
  }
  m_waiting_for_manager.clear();
  return {};
}

Status UserPass::visit(const SourceUser& source, bool scope_only)
{
  if (!source.user) {
    visit_purged(source);
    return {};
  }
  ++m_context.counts.imported;
  const auto verdict = verdict_on(source, m_context.schema.users);
  const auto* link = m_context.state.managed_user(source.id);
  if (verdict.in_scope()) {
    ++m_context.counts.entitled;
  }
  if (scope_only && link != nullptr && verdict.in_scope() && link->active == verdict.is_active) {
    return {};
  }
  if (source.user->is_deleted()) {
    for (const auto& group : source.user->member_of) {
      m_context.memberships.push_back({group, source.id});
    }
  }
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(
      draft, source.id, link != nullptr ? ImportKind::updated : ImportKind::added);
  draft.scoped(verdict);
  if (link != nullptr) {
    draft.target(link->target_id);
    return visit_linked(source, verdict, draft);
  }
  if (!verdict.in_scope() || !verdict.is_active) {
    m_context.note_success(source.id);
    m_context.log.add(draft.skipped("create",
                                    k_not_entitled,
                                    verdict.in_scope()
                                        ? "The user is disabled or deleted in the source"
                                        : "The user is not assigned to the application"));
    return {};
  }
  return visit_new(source, draft);
}

void UserPass::visit_purged(const SourceUser& source)
{
  m_context.note_success(source.id);
  if (m_context.state.managed_user(source.id) != nullptr) {
    ++m_context.counts.imported;
    m_context.removals.push_back({Removal::Kind::delete_user, source.id});
  } else {
    m_context.state.users.erase(source.id);
  }
}

Status
UserPass::visit_linked(const SourceUser& source, const ScopeVerdict& verdict, LogDraft& draft)
{
  const auto entry = map(source, !verdict.in_scope() || !verdict.is_active);
  if (!entry) {
    return fail_user(source, "update", entry.error(), draft);
  }
  auto& link = m_context.state.users.at(source.id);
  const bool skips = !verdict.in_scope() && m_context.settings.skip_out_of_scope_deletions;
  if (!skips && link.active && !is_active(*entry)) {
    m_context.removals.push_back({Removal::Kind::disable_user, source.id});
    return {};
  }
  if (!verdict.in_scope()) {
    leave_alone(source, draft);
    return {};
  }
  const auto resource = m_context.client.read(ScimResource::user, link.target_id);
  if (!resource) {
    return fail_user(source, "update", resource.error(), draft);
  }
  draft.read_target(*resource);
  return apply(source, *resource, *entry, draft);
}

// The user is out of scope and there is nothing to send: the service forgets the user.
void UserPass::leave_alone(const SourceUser& source, LogDraft& draft)
{
  m_context.state.users.at(source.id).managed = false;
  m_context.note_success(source.id);
  m_context.log.add(draft.skipped(
      "other", k_not_entitled, "The user is not assigned to the application any more"));
}

Status UserPass::visit_new(const SourceUser& source, LogDraft& draft)
{
  const auto entry = map(source, false);
  if (!entry) {
    return fail_user(source, "create", entry.error(), draft);
  }
  const auto match =
      find_match(m_context.client, ScimResource::user, m_context.schema.users, *entry);
  if (!match) {
    if (match.error().code == "ImportSkipped") {
      m_context.note_success(source.id);
      m_context.log.add(draft.skipped("create", "ImportSkipped", match.error().message));
      return {};
    }
    return fail_user(source, "create", match.error(), draft);
  }
  if (match->resource) {
    draft.read_target(*match->resource);
    return adopt(source, *match->resource, *entry, draft);
  }
  draft.to_be_created();
  return create(source, *entry, draft);
}

Status UserPass::adopt(const SourceUser& source,
                       const util::Json& resource,
                       const TargetEntry& entry,
                       LogDraft& draft)
{
  auto& link = m_context.state.users[source.id];
  m_context.state.users_linked_ever += link.target_id.empty() ? 1 : 0;
  const auto active = resource.find("active");
  link.target_id = util::string_at(resource, "id");
  link.active = active == resource.end() || *active != util::Json(false);
  link.managed = true;
  return apply(source, resource, entry, draft);
}

Status UserPass::apply(const SourceUser& source,
                       const util::Json& resource,
                       const TargetEntry& entry,
                       LogDraft& draft)
{
  auto& link = m_context.state.users.at(source.id);
  const auto changes = changes_between(resource, entry);
  if (changes.empty() || !m_context.schema.users.updates) {
    link.active = changes.empty() ? is_active(entry) : link.active;
    m_context.note_success(source.id);
    m_context.log.add(
        changes.empty()
            ? draft.skipped("other", "RedundantExport", "The target is as it should be already")
            : draft.skipped("other", "NotSupported", "The mapping does not allow updates"));
    return {};
  }
  draft.changed(changes);
  ++m_context.counts.exports;
  const auto status = m_context.client.change(
      ScimResource::user, link.target_id, patch_body(changes, m_context.client.dialect()));
  if (!status) {
    return fail_user(source, "update", status.error(), draft);
  }
  ++m_context.counts.exported;
  link.active = is_active(entry);
  m_context.note_success(source.id);
  m_context.log.add(draft.succeeded("update"));
  return {};
}

Status UserPass::create(const SourceUser& source, const TargetEntry& entry, LogDraft& draft)
{
  if (!m_context.schema.users.adds) {
    m_context.note_success(source.id);
    m_context.log.add(
        draft.skipped("create", "NotSupported", "The mapping does not allow creations"));
    return {};
  }
  const auto full = with_defaults(entry, m_context.schema.users);
  draft.created(full);
  ++m_context.counts.exports;
  auto id =
      m_context.client.create(ScimResource::user, user_creation(full, m_context.schema.users));
  if (!id) {
    return fail_user(source, "create", id.error(), draft);
  }
  ++m_context.counts.exported;
  m_context.state.users_linked_ever += 1;
  draft.target(*id);
  m_context.state.users[source.id] = {*std::move(id), is_active(entry), true};
  m_context.note_success(source.id);
  m_context.log.add(draft.succeeded("create"));
  return {};
}

Status UserPass::fail_user(const SourceUser& source,
                           std::string_view action,
                           const Error& error,
                           LogDraft& draft)
{
  if (concerns_endpoint(error)) {
    return fail(error);
  }
  const Escrow* escrow = m_context.note_failure(source.id, Escrow::Kind::user);
  m_context.log.add(draft.failed(action, error, escrow));
  return {};
}

Result<TargetEntry> UserPass::map(const SourceUser& source, bool is_soft_deleted)
{
  const auto manager_id = [&](const store::ObjectId& manager) -> std::optional<std::string> {
    if (const auto* link = m_context.state.managed_user(manager)) {
      return link->target_id;
    }
    m_waiting_for_manager.emplace_back(source.id, manager);
    return std::nullopt;
  };
  return map_entry(m_context.schema.users, attributes_of(source, is_soft_deleted, manager_id));
}

} // namespace lpaz::sandbox::engine
