#include "sandbox/store/directory.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {

IdSet* Directory::member_of(const ObjectId& id)
{
  if (User* user = m_users.find(id)) {
    return &user->member_of;
  }
  if (Group* group = m_groups.find(id)) {
    return &group->member_of;
  }
  if (ServicePrincipal* principal = m_service_principals.find(id)) {
    return &principal->member_of;
  }
  return nullptr;
}

Group& Directory::add_group(Group group)
{
  Group& added = m_groups.add(std::move(group));
  added.change = m_changes.append(ChangeKind::group, added.id);
  return added;
}

bool Directory::delete_group(ObjectId id)
{
  const Group* group = m_groups.find(id);
  if (group == nullptr) {
    return false;
  }
  for (const auto& member : group->members) {
    if (IdSet* groups = member_of(member)) {
      groups->erase(id);
    }
    m_changes.append(ChangeKind::membership, id, member);
  }
  const IdSet parents = group->member_of;
  for (const auto& parent : parents) {
    remove_member(parent, id);
  }
  drop_assignments(IdSet(assignments_of(id)));
  std::erase_if(m_roles, [&](const RoleAssignment& role) { return role.principal == id; });
  m_groups.erase(id);
  m_changes.append(ChangeKind::group, id);
  return true;
}

bool Directory::add_member(const ObjectId& group_id, const ObjectId& member)
{
  Group* group = m_groups.find(group_id);
  IdSet* groups = member_of(member);
  if (group == nullptr || groups == nullptr || !group->members.insert(member)) {
    return false;
  }
  groups->insert(group_id);
  group->change = m_changes.append(ChangeKind::membership, group_id, member);
  return true;
}

bool Directory::remove_member(const ObjectId& group_id, const ObjectId& member)
{
  Group* group = m_groups.find(group_id);
  if (group == nullptr || !group->members.erase(member)) {
    return false;
  }
  if (IdSet* groups = member_of(member)) {
    groups->erase(group_id);
  }
  group->change = m_changes.append(ChangeKind::membership, group_id, member);
  return true;
}

void Directory::fill_group(const ObjectId& group_id, std::vector<ObjectId> members)
{
  Group* group = m_groups.find(group_id);
  if (group == nullptr) {
    return;
  }
  std::erase_if(members, [&](const ObjectId& id) { return member_of(id) == nullptr; });
  group->members.assign(std::move(members));
  for (const auto& member : group->members) {
    member_of(member)->insert(group_id);
    m_changes.append(ChangeKind::membership, group_id, member);
  }
}

std::vector<ObjectId> Directory::transitive_groups_of(const ObjectId& id) const
{
  std::vector<ObjectId> found;
  const auto note_all = [&](const IdSet& groups) {
    for (const auto& group : groups) {
      if (std::ranges::find(found, group) == found.end()) {
        found.push_back(group);
      }
    }
  };
  if (const User* user = find_user(id)) {
    note_all(user->member_of);
  } else if (const Group* group = find_group(id)) {
    note_all(group->member_of);
  } else if (const ServicePrincipal* principal = find_service_principal(id)) {
    note_all(principal->member_of);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (const Group* group = find_group(found[i])) {
      note_all(group->member_of);
    }
  }
  return found;
}

} // namespace lpaz::sandbox::store
