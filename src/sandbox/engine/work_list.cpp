#include "sandbox/engine/work_list.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace lpaz::sandbox::engine {
namespace {

using store::ChangeKind;
using store::ObjectId;

template <typename T>
void sort_unique(std::vector<T>& items)
{
  std::ranges::sort(items);
  const auto rest = std::ranges::unique(items);
  items.erase(rest.begin(), rest.end());
}

class IncrementalWork {
public:
  IncrementalWork(const store::Directory& directory, const Scope& scope, const JobState& state)
      : m_directory(directory), m_scope(scope), m_state(state)
  {
  }

  void add(const store::Change& change)
  {
    switch (change.kind) {
    case ChangeKind::user:
      m_users[change.subject] = false;
      break;
    case ChangeKind::group:
      add_group(change.subject);
      break;
    case ChangeKind::membership:
      add_membership({change.subject, change.related});
      break;
    case ChangeKind::assignment:
      if (change.related == m_scope.service_principal) {
        add_assignment(change.subject);
      }
      break;
    }
  }

  void add_escrow(const ObjectId& id, Escrow::Kind kind)
  {
    if (kind == Escrow::Kind::user) {
      m_users[id] = false;
    } else {
      m_groups.insert(id);
      m_member_groups.insert(id);
    }
  }

  WorkList finish() &&
  {
    WorkList work;
    for (const auto& [id, scope_only] : m_users) {
      work.users.push_back({id, scope_only});
    }
    work.groups.assign(m_groups.begin(), m_groups.end());
    work.member_groups.assign(m_member_groups.begin(), m_member_groups.end());
    sort_unique(m_memberships);
    work.memberships = std::move(m_memberships);
    return work;
  }

private:
  void check_scope(const ObjectId& user) { m_users.try_emplace(user, true); }

  // A group that left the scope, by whatever change, takes those along whom it had brought.
  void add_group(const ObjectId& id)
  {
    const auto* group = m_directory.find_group(id);
    const bool in_scope = group != nullptr && is_assigned_group(m_directory, m_scope, *group);
    const auto link = m_state.groups.find(id);
    if (!in_scope && link == m_state.groups.end()) {
      return;
    }
    m_groups.insert(id);
    if (!in_scope) {
      for (const auto& member : link->second.members) {
        check_scope(member);
      }
    } else if (link == m_state.groups.end()) {
      check_members(*group);
    }
  }

  void check_members(const store::Group& group)
  {
    for (const auto& member : group.members) {
      if (m_directory.find_any_user(member) != nullptr) {
        check_scope(member);
      }
    }
  }

  void add_membership(const Membership& pair)
  {
    const auto* group = m_directory.find_group(pair.group);
    const bool in_scope = group != nullptr && is_assigned_group(m_directory, m_scope, *group);
    if (m_state.groups.contains(pair.group)) {
      m_memberships.push_back(pair);
    }
    if (in_scope || m_state.managed_user(pair.user) != nullptr) {
      check_scope(pair.user);
    }
  }

  void add_assignment(const ObjectId& principal)
  {
    if (m_directory.find_any_user(principal) != nullptr || m_state.users.contains(principal)) {
      check_scope(principal);
      return;
    }
    m_groups.insert(principal);
    if (const auto* group = m_directory.find_group(principal)) {
      check_members(*group);
    }
    if (const auto link = m_state.groups.find(principal); link != m_state.groups.end()) {
      for (const auto& member : link->second.members) {
        check_scope(member);
      }
    }
  }

  const store::Directory& m_directory;
  const Scope& m_scope;
  const JobState& m_state;
  std::unordered_map<ObjectId, bool> m_users; // to scope_only
  std::unordered_set<ObjectId> m_groups;
  std::unordered_set<ObjectId> m_member_groups;
  std::vector<Membership> m_memberships;
};

void collect_everybody(const store::Directory& directory,
                       const Scope& scope,
                       std::vector<ObjectId>& users,
                       std::vector<ObjectId>& groups)
{
  directory.users().for_each([&](const store::User& user) {
    if (!user.is_deleted()) {
      users.push_back(user.id);
    }
  });
  directory.groups().for_each([&](const store::Group& group) {
    if (is_assigned_group(directory, scope, group)) {
      groups.push_back(group.id);
    }
  });
}

void collect_assigned(const store::Directory& directory,
                      const Scope& scope,
                      std::vector<ObjectId>& users,
                      std::vector<ObjectId>& groups)
{
  for (const auto& id : directory.assignments_to(scope.service_principal)) {
    const auto* assignment = directory.find_assignment(id);
    if (assignment == nullptr) {
      continue;
    }
    const auto* group = directory.find_group(assignment->principal);
    if (group == nullptr) {
      if (directory.find_any_user(assignment->principal) != nullptr) {
        users.push_back(assignment->principal);
      }
      continue;
    }
    groups.push_back(group->id);
    for (const auto& member : group->members) {
      if (group->security_enabled && directory.find_any_user(member) != nullptr) {
        users.push_back(member);
      }
    }
  }
}

} // namespace

WorkList initial_work(const store::Tenant& tenant, const Scope& scope, const JobState& state)
{
  WorkList work;
  work.is_initial = true;
  std::vector<ObjectId> users;
  {
    const auto directory = tenant.read();
    work.watermark = directory->sequence();
    if (scope.sync_all) {
      collect_everybody(*directory, scope, users, work.groups);
    } else {
      collect_assigned(*directory, scope, users, work.groups);
    }
  }
  for (const auto& [id, link] : state.users) {
    if (link.managed) {
      users.push_back(id);
    }
  }
  for (const auto& [id, link] : state.groups) {
    work.groups.push_back(id);
  }
  sort_unique(users);
  sort_unique(work.groups);
  work.member_groups = work.groups;
  work.users.reserve(users.size());
  for (const auto& id : users) {
    work.users.push_back({id, false});
  }
  return work;
}

WorkList incremental_work(const store::Tenant& tenant, const Scope& scope, const JobState& state)
{
  const util::TimePoint now = tenant.now();
  const auto directory = tenant.read();
  if (!directory->changes().reaches_back_to(state.watermark)) {
    WorkList none;
    none.is_initial = true;
    return none;
  }
  IncrementalWork work(*directory, scope, state);
  for (const auto& change : directory->changes().since(state.watermark)) {
    work.add(change);
  }
  for (const auto& [id, escrow] : state.escrows) {
    if (escrow.next_attempt <= now) {
      work.add_escrow(id, escrow.kind);
    }
  }
  for (const auto& id : state.staged_users) {
    work.add_escrow(id, Escrow::Kind::user);
  }
  for (const auto& id : state.staged_groups) {
    work.add_escrow(id, Escrow::Kind::group);
  }
  WorkList list = std::move(work).finish();
  list.watermark = directory->sequence();
  return list;
}

} // namespace lpaz::sandbox::engine
