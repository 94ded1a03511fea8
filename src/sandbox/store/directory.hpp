#pragma once

#include "sandbox/store/application.hpp"
#include "sandbox/store/assignment.hpp"
#include "sandbox/store/change_log.hpp"
#include "sandbox/store/group.hpp"
#include "sandbox/store/provisioning_log.hpp"
#include "sandbox/store/role.hpp"
#include "sandbox/store/synchronization_job.hpp"
#include "sandbox/store/synchronization_secrets.hpp"
#include "sandbox/store/table.hpp"
#include "sandbox/store/user.hpp"

#include "lpaz/util/result.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lpaz::sandbox::store {

// How long a deleted user stays in the recycle bin.
constexpr std::chrono::hours k_recycle_time{30 * 24};

// The objects of a directory as plain lists, to build one from. Memberships are read from
// Group::members; member_of and the number of the last change are computed.
struct DirectoryRows {
  std::vector<User> users;
  std::vector<Group> groups;
  std::vector<Application> applications;
  std::vector<ServicePrincipal> service_principals;
  std::vector<AppRoleAssignment> assignments;
  std::vector<RoleAssignment> roles;
  std::vector<RoleAssignment> eligibilities;
  std::vector<SynchronizationJob> jobs;
  std::unordered_map<ObjectId, SynchronizationSecrets> secrets;
  std::deque<ProvisioningLogEntry> log;
  std::deque<DirectoryAudit> audits;
  ChangeLog changes;
};

// All objects of the tenant. Takes no lock: reach it through Tenant::read() and Tenant::write(),
// and keep no pointer of it beyond them.
class Directory {
public:
  Directory() = default;
  // Ids that lead nowhere, or occur twice, must have been ruled out before.
  explicit Directory(DirectoryRows rows);

  // Users. find_user() knows those that are not deleted, find_any_user() also the recycle bin.
  const User* find_user(const ObjectId& id) const;
  const User* find_any_user(const ObjectId& id) const;
  const User* find_user_by_name(std::string_view principal_name) const; // any case
  const Table<User>& users() const { return m_users; }                  // deleted ones included
  std::size_t live_user_count() const { return m_users.size() - m_deleted.size(); }
  const IdSet& deleted_users() const { return m_deleted; }
  User& add_user(User user);
  // Calls change(User&), then keeps index and change log; false if there is no such live user.
  template <typename F>
  bool update_user(const ObjectId& id, F&& change);
  // Into the recycle bin: the principal name is mangled; memberships and assignments are kept for
  // a restore but no longer count.
  bool delete_user(const ObjectId& id, util::TimePoint now);
  // ErrorKind::not_found, or ErrorKind::conflict when the principal name is taken meanwhile.
  Status restore_user(const ObjectId& id);
  // Gives a deleted user another principal name for its restore.
  bool rename_deleted_user(const ObjectId& id, std::string principal_name);
  bool purge_user(ObjectId id); // for good, out of the recycle bin
  // Purges all users whose time in the recycle bin is over.
  void purge_expired(util::TimePoint now);

  // Enables or disables a synced user in the cloud only; the next sync from the on-premises
  // directory overwrites that.
  void set_enabled_in_cloud(const ObjectId& id, bool enabled, util::TimePoint now);
  void overwrite_from_on_premises(util::TimePoint now);

  // Groups and members.
  const Group* find_group(const ObjectId& id) const { return m_groups.find(id); }
  const Table<Group>& groups() const { return m_groups; }
  Group& add_group(Group group);
  template <typename F>
  bool update_group(const ObjectId& id, F&& change);
  bool delete_group(ObjectId id);
  // False: was a member already, or is no object that can be one.
  bool add_member(const ObjectId& group, const ObjectId& member);
  bool remove_member(const ObjectId& group, const ObjectId& member); // false: was none
  // Gives many members to a group that has none yet: for seeds.
  void fill_group(const ObjectId& group, std::vector<ObjectId> members);
  // The groups above `id`, direct and indirect.
  std::vector<ObjectId> transitive_groups_of(const ObjectId& id) const;
  // The live users whose manager this is.
  std::vector<ObjectId> reports_of(const ObjectId& manager) const;

  // Applications.
  const Table<Application>& applications() const { return m_applications; }
  const Table<ServicePrincipal>& service_principals() const { return m_service_principals; }
  const ServicePrincipal* find_service_principal(const ObjectId& id) const;
  const ServicePrincipal* find_service_principal_by_app(const ObjectId& app_id) const;
  ServicePrincipal* edit_service_principal(const ObjectId& id);
  Application* edit_application(const ObjectId& id);
  Application& add_application(Application application);
  ServicePrincipal& add_service_principal(ServicePrincipal principal);
  // With its jobs, secrets and assignments.
  bool delete_service_principal(ObjectId id);
  bool delete_application(ObjectId id); // with its service principal

  // App role assignments.
  const Table<AppRoleAssignment>& assignments() const { return m_assignments; }
  const AppRoleAssignment* find_assignment(const ObjectId& id) const;
  AppRoleAssignment& add_assignment(AppRoleAssignment assignment);
  bool delete_assignment(ObjectId id);
  const IdSet& assignments_to(const ObjectId& service_principal) const; // ids of assignments
  const IdSet& assignments_of(const ObjectId& principal) const;
  // The principal itself is assigned to the service principal.
  bool is_assigned(const ObjectId& principal, const ObjectId& service_principal) const;
  // The user itself, or a group it is a direct member of, is assigned; nested groups do not count.
  bool is_in_scope(const User& user, const ObjectId& service_principal) const;

  // Directory roles.
  const std::vector<RoleAssignment>& role_assignments() const { return m_roles; }
  const std::vector<RoleAssignment>& role_eligibilities() const { return m_eligible; }
  void add_role_assignment(RoleAssignment assignment) { m_roles.push_back(assignment); }
  void add_role_eligibility(RoleAssignment assignment) { m_eligible.push_back(assignment); }
  // Template ids of the active roles, also through role-assignable groups.
  std::vector<ObjectId> roles_of(const ObjectId& principal) const;

  // Synchronization.
  const std::map<std::string, SynchronizationJob, std::less<>>& jobs() const { return m_jobs; }
  const SynchronizationJob* find_job(std::string_view id) const;
  SynchronizationJob* edit_job(std::string_view id);
  SynchronizationJob& add_job(SynchronizationJob job);
  bool delete_job(std::string_view id);
  const SynchronizationSecrets& secrets_of(const ObjectId& service_principal) const;
  SynchronizationSecrets& edit_secrets(const ObjectId& service_principal);

  // Logs, oldest first. Only the newest k_log_capacity entries are kept.
  static constexpr std::size_t k_log_capacity = 120'000;
  const std::deque<ProvisioningLogEntry>& log() const { return m_log; }
  const std::deque<DirectoryAudit>& audits() const { return m_audits; }
  void append_log(ProvisioningLogEntry entry);
  void append_audit(DirectoryAudit entry);

  // Users, groups, memberships and assignments that changed, for incremental cycles.
  const ChangeLog& changes() const { return m_changes; }
  std::uint64_t sequence() const { return m_changes.sequence(); }

  std::optional<ObjectKind> kind_of(const ObjectId& id) const; // live objects only
  std::string display_name_of(const ObjectId& id) const;       // empty if unknown

private:
  void index_rows();
  void user_changed(User& user, std::string_view old_name);
  IdSet* member_of(const ObjectId& id);
  void drop_assignments(const IdSet& ids);

  Table<User> m_users;
  std::unordered_map<std::string, ObjectId> m_user_names; // lower case, live users only
  IdSet m_deleted;
  IdSet m_differing; // users with differs_since
  Table<Group> m_groups;
  Table<Application> m_applications;
  Table<ServicePrincipal> m_service_principals;
  Table<AppRoleAssignment> m_assignments;
  std::unordered_map<ObjectId, IdSet> m_assignments_to;
  std::unordered_map<ObjectId, IdSet> m_assignments_of;
  std::vector<RoleAssignment> m_roles;
  std::vector<RoleAssignment> m_eligible;
  std::map<std::string, SynchronizationJob, std::less<>> m_jobs;
  std::unordered_map<ObjectId, SynchronizationSecrets> m_secrets;
  std::deque<ProvisioningLogEntry> m_log;
  std::deque<DirectoryAudit> m_audits;
  ChangeLog m_changes;
};

template <typename F>
bool Directory::update_user(const ObjectId& id, F&& change)
{
  User* user = m_users.find(id);
  if (user == nullptr || user->is_deleted()) {
    return false;
  }
  const std::string old_name = user->user_principal_name;
  change(*user);
  user_changed(*user, old_name);
  return true;
}

template <typename F>
bool Directory::update_group(const ObjectId& id, F&& change)
{
  Group* group = m_groups.find(id);
  if (group == nullptr) {
    return false;
  }
  change(*group);
  group->change = m_changes.append(ChangeKind::group, id);
  return true;
}

} // namespace lpaz::sandbox::store
