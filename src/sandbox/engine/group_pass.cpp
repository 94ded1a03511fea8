#include "sandbox/engine/group_pass.hpp"

#include "sandbox/engine/matching.hpp"
#include "sandbox/engine/scim_error.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::engine {

ScopeVerdict verdict_on(const SourceGroup& source, const ObjectMapping& mapping)
{
  ScopeVerdict verdict;
  verdict.is_active = source.group.has_value();
  verdict.assigned = source.assigned;
  verdict.passes_filter = source.group && passes(mapping.scope, attributes_of(source));
  return verdict;
}

Status GroupPass::run(std::span<const store::ObjectId> groups)
{
  if (!m_context.schema.groups.enabled) {
    return {};
  }
  for (const auto& id : groups) {
    LPAZ_CHECK(m_context.check_stop());
    LPAZ_CHECK(visit(read_group(m_context.tenant, m_context.settings.scope, id)));
  }
  return {};
}

Status GroupPass::visit(const SourceGroup& source)
{
  ++m_context.counts.imported;
  const auto verdict = verdict_on(source, m_context.schema.groups);
  const auto link = m_context.state.groups.find(source.id);
  const bool is_linked = link != m_context.state.groups.end();
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(draft, source.id, is_linked ? ImportKind::updated : ImportKind::added);
  draft.scoped(verdict);
  if (!verdict.in_scope()) {
    leave(source, draft);
    return {};
  }
  ++m_context.counts.entitled;
  const auto entry = map_entry(m_context.schema.groups, attributes_of(source));
  if (!entry) {
    return fail_group(source, "update", entry.error(), draft);
  }
  if (!is_linked) {
    return visit_new(source, *entry, draft);
  }
  draft.target(link->second.target_id);
  const auto resource = m_context.client.read(ScimResource::group, link->second.target_id);
  if (!resource) {
    return fail_group(source, "update", resource.error(), draft);
  }
  draft.read_target(*resource);
  return apply(source, *resource, *entry, draft);
}

// Entra's documentation does not mention groups out of scope; they are deleted in the target
// (inferred), because a group cannot be disabled.
void GroupPass::leave(const SourceGroup& source, LogDraft& draft)
{
  const bool is_new = !m_context.state.groups.contains(source.id);
  const bool skips = source.group && m_context.settings.skip_out_of_scope_deletions;
  if (!is_new && m_context.schema.groups.deletes && !skips) {
    m_context.removals.push_back({Removal::Kind::delete_group, source.id});
    return;
  }
  m_context.state.groups.erase(source.id);
  m_context.note_success(source.id);
  m_context.log.add(draft.skipped(is_new ? "create" : "other",
                                  "NotEffectivelyEntitled",
                                  "The group is not assigned, or is no security group"));
}

Status GroupPass::visit_new(const SourceGroup& source, const TargetEntry& entry, LogDraft& draft)
{
  const auto match =
      find_match(m_context.client, ScimResource::group, m_context.schema.groups, entry);
  if (!match) {
    return fail_group(source, "create", match.error(), draft);
  }
  if (!match->resource) {
    draft.to_be_created();
    return create(source, entry, draft);
  }
  const std::string id = util::string_at(*match->resource, "id");
  draft.read_target(*match->resource);
  if (is_linked(id)) {
    return fail_group(source, "create", linked_already(match->attribute), draft);
  }
  link(source.id, id);
  return apply(source, *match->resource, entry, draft);
}

bool GroupPass::is_linked(const std::string& target_id) const
{
  return std::ranges::any_of(m_context.state.groups, [&](const auto& entry) {
    return entry.second.target_id == target_id;
  });
}

Status GroupPass::create(const SourceGroup& source, const TargetEntry& entry, LogDraft& draft)
{
  if (!m_context.schema.groups.adds) {
    m_context.log.add(
        draft.skipped("create", "NotSupported", "The mapping does not allow creations"));
    return {};
  }
  draft.created(entry);
  ++m_context.counts.exports;
  auto id =
      m_context.client.create(ScimResource::group, group_creation(entry, m_context.schema.groups));
  if (!id) {
    return fail_group(source, "create", id.error(), draft);
  }
  ++m_context.counts.exported;
  draft.target(*id);
  link(source.id, *std::move(id));
  m_context.note_success(source.id);
  m_context.log.add(draft.succeeded("create"));
  return {};
}

Status GroupPass::apply(const SourceGroup& source,
                        const util::Json& resource,
                        const TargetEntry& entry,
                        LogDraft& draft)
{
  const auto changes = changes_between(resource, entry);
  m_context.note_success(source.id);
  if (changes.empty() || !m_context.schema.groups.updates) {
    m_context.log.add(
        draft.skipped("other", "RedundantExport", "The target is as it should be already"));
    return {};
  }
  draft.changed(changes);
  ++m_context.counts.exports;
  const auto status = m_context.client.change(ScimResource::group,
                                              m_context.state.groups.at(source.id).target_id,
                                              patch_body(changes, m_context.client.dialect()));
  if (!status) {
    return fail_group(source, "update", status.error(), draft);
  }
  ++m_context.counts.exported;
  m_context.log.add(draft.succeeded("update"));
  return {};
}

void GroupPass::link(const store::ObjectId& id, std::string target_id)
{
  m_context.state.groups[id] = {std::move(target_id), {}};
  ++m_context.state.groups_linked_ever;
  m_context.member_groups.push_back(id);
}

Status GroupPass::fail_group(const SourceGroup& source,
                             std::string_view action,
                             const Error& error,
                             LogDraft& draft)
{
  if (concerns_endpoint(error)) {
    return fail(error);
  }
  const Escrow* escrow = m_context.note_failure(source.id, Escrow::Kind::group);
  m_context.log.add(draft.failed(action, error, escrow));
  return {};
}

} // namespace lpaz::sandbox::engine
