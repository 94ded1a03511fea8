#include "sandbox/store/directory.hpp"

#include "lpaz/util/text.hpp"

#include <utility>

namespace lpaz::sandbox::store {
namespace {

constexpr std::chrono::minutes k_sync_interval{30}; // of Entra Connect

} // namespace

const User* Directory::find_any_user(const ObjectId& id) const
{
  return m_users.find(id);
}

const User* Directory::find_user(const ObjectId& id) const
{
  const User* user = m_users.find(id);
  return user == nullptr || user->is_deleted() ? nullptr : user;
}

const User* Directory::find_user_by_name(std::string_view principal_name) const
{
  const auto found = m_user_names.find(util::to_lower(principal_name));
  return found == m_user_names.end() ? nullptr : m_users.find(found->second);
}

User& Directory::add_user(User user)
{
  User& added = m_users.add(std::move(user));
  user_changed(added, {});
  if (added.differs_since) {
    m_differing.insert(added.id);
  }
  return added;
}

void Directory::user_changed(User& user, std::string_view old_name)
{
  if (!util::equals_ignoring_case(old_name, user.user_principal_name)) {
    m_user_names.erase(util::to_lower(old_name));
    m_user_names.insert_or_assign(util::to_lower(user.user_principal_name), user.id);
  }
  user.change = m_changes.append(ChangeKind::user, user.id);
}

bool Directory::delete_user(const ObjectId& id, util::TimePoint now)
{
  User* user = m_users.find(id);
  if (user == nullptr || user->is_deleted()) {
    return false;
  }
  m_user_names.erase(util::to_lower(user->user_principal_name));
  user->deleted = now;
  user->name_before_deletion =
      std::exchange(user->user_principal_name, id.text_compact() + user->user_principal_name);
  m_deleted.insert(id);
  user->change = m_changes.append(ChangeKind::user, id);
  return true;
}

Status Directory::restore_user(const ObjectId& id)
{
  User* user = m_users.find(id);
  if (user == nullptr || !user->is_deleted()) {
    return fail(ErrorKind::not_found, "no deleted user has this id");
  }
  if (find_user_by_name(user->name_before_deletion) != nullptr) {
    return fail(ErrorKind::conflict, "another user has this principal name");
  }
  user->deleted.reset();
  user->user_principal_name = std::exchange(user->name_before_deletion, {});
  m_deleted.erase(id);
  m_user_names.insert_or_assign(util::to_lower(user->user_principal_name), id);
  user->change = m_changes.append(ChangeKind::user, id);
  return {};
}

bool Directory::rename_deleted_user(const ObjectId& id, std::string principal_name)
{
  User* user = m_users.find(id);
  if (user == nullptr || !user->is_deleted()) {
    return false;
  }
  user->name_before_deletion = std::move(principal_name);
  return true;
}

bool Directory::purge_user(ObjectId id)
{
  User* user = m_users.find(id);
  if (user == nullptr || !user->is_deleted()) {
    return false;
  }
  const IdSet groups = user->member_of;
  for (const auto& group : groups) {
    remove_member(group, id);
  }
  drop_assignments(IdSet(assignments_of(id)));
  std::erase_if(m_roles, [&](const RoleAssignment& role) { return role.principal == id; });
  std::erase_if(m_eligible, [&](const RoleAssignment& role) { return role.principal == id; });
  m_deleted.erase(id);
  m_users.erase(id);
  m_changes.append(ChangeKind::user, id);
  return true;
}

void Directory::set_enabled_in_cloud(const ObjectId& id, bool enabled, util::TimePoint now)
{
  update_user(id, [&](User& user) {
    if (user.account_enabled == enabled) {
      return;
    }
    user.account_enabled = enabled;
    if (user.differs_since) {
      user.differs_since.reset();
      m_differing.erase(id);
    } else {
      user.differs_since = now;
      m_differing.insert(id);
    }
  });
}

void Directory::overwrite_from_on_premises(util::TimePoint now)
{
  const IdSet differing = m_differing;
  for (const auto& id : differing) {
    const User* user = find_user(id);
    if (user != nullptr && user->differs_since && *user->differs_since + k_sync_interval <= now) {
      set_enabled_in_cloud(id, !user->account_enabled, now);
    }
  }
}

void Directory::purge_expired(util::TimePoint now)
{
  const IdSet deleted = m_deleted;
  for (const auto& id : deleted) {
    const User* user = find_any_user(id);
    if (user != nullptr && *user->deleted + k_recycle_time <= now) {
      purge_user(id);
    }
  }
}

std::vector<ObjectId> Directory::reports_of(const ObjectId& manager) const
{
  std::vector<ObjectId> reports;
  m_users.for_each([&](const User& user) {
    if (user.manager == manager && !user.is_deleted()) {
      reports.push_back(user.id);
    }
  });
  return reports;
}

} // namespace lpaz::sandbox::store
