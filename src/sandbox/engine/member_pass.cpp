#include "sandbox/engine/member_pass.hpp"

#include "sandbox/engine/group_pass.hpp"
#include "sandbox/engine/log_draft.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_members_a_patch = 100;
constexpr std::size_t k_members_a_log_entry = 20;

} // namespace

Status MemberPass::run()
{
  if (!m_context.schema.groups.enabled || m_context.schema.groups.find("members") == nullptr ||
      !m_context.schema.groups.updates) {
    return {};
  }
  LPAZ_CHECK(run_whole_groups());
  return run_single_memberships();
}

Status MemberPass::run_whole_groups()
{
  auto& groups = m_context.member_groups;
  std::ranges::sort(groups);
  groups.erase(std::ranges::unique(groups).begin(), groups.end());
  for (const auto& group : groups) {
    LPAZ_CHECK(m_context.check_stop());
    if (m_context.state.groups.contains(group)) {
      LPAZ_CHECK(send(group, difference_of(group)));
    }
  }
  return {};
}

MemberPass::Difference MemberPass::difference_of(const store::ObjectId& group) const
{
  Difference difference;
  const auto& sent = m_context.state.groups.at(group).members;
  const auto members = read_member_users(m_context.tenant, group);
  for (const auto& member : members) {
    if (m_context.state.managed_user(member) == nullptr) {
      ++difference.unresolved;
    } else if (!sent.contains(member)) {
      difference.added.push_back(member);
    }
  }
  for (const auto& member : sent) {
    if (!std::ranges::binary_search(members, member)) {
      difference.removed.push_back(member);
    }
  }
  return difference;
}

Status MemberPass::run_single_memberships()
{
  auto& pairs = m_context.memberships;
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  const auto present = read_memberships(m_context.tenant, pairs);
  for (std::size_t i = 0; i < pairs.size();) {
    LPAZ_CHECK(m_context.check_stop());
    const store::ObjectId group = pairs[i].group;
    const auto link = m_context.state.groups.find(group);
    Difference difference;
    for (; i < pairs.size() && pairs[i].group == group; ++i) {
      const auto& user = pairs[i].user;
      if (link == m_context.state.groups.end()) {
        continue;
      }
      const bool sent = link->second.members.contains(user);
      if (!present[i] && sent) {
        difference.removed.push_back(user);
      } else if (present[i] && !sent) {
        const bool resolves = m_context.state.managed_user(user) != nullptr;
        resolves ? difference.added.push_back(user) : void(++difference.unresolved);
      }
    }
    LPAZ_CHECK(send(group, difference));
  }
  return {};
}

Status MemberPass::send(const store::ObjectId& group, const Difference& difference)
{
  const std::size_t count = difference.added.size() + difference.removed.size();
  if (count + difference.unresolved == 0) {
    return {};
  }
  m_context.counts.reference_deltas += static_cast<std::int64_t>(count);
  Status status = send_all(group, MemberChange::add, difference.added);
  if (status) {
    status = send_all(group, MemberChange::remove, difference.removed);
  }
  if (!status && concerns_endpoint(status.error())) {
    return status;
  }
  log(group, difference, status);
  return {};
}

Status MemberPass::send_all(const store::ObjectId& group,
                            MemberChange change,
                            const std::vector<store::ObjectId>& users)
{
  std::span rest(users);
  while (!rest.empty()) {
    const auto part = rest.first(std::min(rest.size(), k_members_a_patch));
    rest = rest.subspan(part.size());
    LPAZ_CHECK(send_part(group, change, {part.begin(), part.end()}));
  }
  return {};
}

// A user whose link is gone was deleted in the target, and with it the membership.
Status MemberPass::send_part(const store::ObjectId& group,
                             MemberChange change,
                             std::vector<store::ObjectId> users)
{
  auto& link = m_context.state.groups.at(group);
  std::vector<std::string> ids;
  for (const auto& user : users) {
    if (const auto found = m_context.state.users.find(user); found != m_context.state.users.end()) {
      ids.push_back(found->second.target_id);
    }
  }
  if (!ids.empty()) {
    ++m_context.counts.exports;
    LPAZ_CHECK(m_context.client.change(ScimResource::group,
                                       link.target_id,
                                       member_patch(change, ids, m_context.client.dialect())));
    ++m_context.counts.exported;
  }
  for (const auto& user : users) {
    change == MemberChange::add ? void(link.members.insert(user)) : void(link.members.erase(user));
  }
  return {};
}

void MemberPass::log(const store::ObjectId& group,
                     const Difference& difference,
                     const Status& status)
{
  const auto source = read_group(m_context.tenant, m_context.settings.scope, group);
  LogDraft draft(m_context.schema, source);
  m_context.begin_entry(draft, group, ImportKind::updated);
  draft.scoped(verdict_on(source, m_context.schema.groups));
  draft.target(m_context.state.groups.at(group).target_id);
  for (const auto& user : std::span(difference.added)
                              .first(std::min(difference.added.size(), k_members_a_log_entry))) {
    draft.property("members", {}, user.text());
  }
  for (const auto& user : std::span(difference.removed)
                              .first(std::min(difference.removed.size(), k_members_a_log_entry))) {
    draft.property("members", user.text(), {});
  }
  if (!status) {
    const Escrow* escrow = m_context.note_failure(group, Escrow::Kind::members);
    m_context.log.add(draft.failed("update", status.error(), escrow));
    return;
  }
  m_context.note_success(group);
  if (difference.added.empty() && difference.removed.empty()) {
    m_context.log.add(draft.skipped("other",
                                    "UnableToResolveReferenceAttributeValue",
                                    "Members that are not provisioned cannot be named"));
  } else {
    m_context.log.add(draft.succeeded("update"));
  }
}

} // namespace lpaz::sandbox::engine
