#include "sandbox/store/directory.hpp"

#include "lpaz/util/text.hpp"

#include <utility>

namespace lpaz::sandbox::store {
namespace {

template <typename T>
void fill(Table<T>& table, std::vector<T> rows)
{
  for (auto& row : rows) {
    table.add(std::move(row));
  }
}

} // namespace

Directory::Directory(DirectoryRows rows)
    : m_roles(std::move(rows.roles)), m_eligible(std::move(rows.eligibilities)),
      m_secrets(std::move(rows.secrets)), m_log(std::move(rows.log)),
      m_audits(std::move(rows.audits)), m_changes(std::move(rows.changes))
{
  fill(m_users, std::move(rows.users));
  fill(m_groups, std::move(rows.groups));
  fill(m_applications, std::move(rows.applications));
  fill(m_service_principals, std::move(rows.service_principals));
  fill(m_assignments, std::move(rows.assignments));
  for (auto& job : rows.jobs) {
    const std::string id = job.id;
    m_jobs.insert_or_assign(id, std::move(job));
  }
  index_rows();
}

void Directory::index_rows()
{
  std::vector<ObjectId> deleted;
  m_users.for_each([&](const User& user) {
    if (user.differs_since) {
      m_differing.insert(user.id);
    }
    if (user.is_deleted()) {
      deleted.push_back(user.id);
    } else {
      m_user_names.insert_or_assign(util::to_lower(user.user_principal_name), user.id);
    }
  });
  m_deleted.assign(std::move(deleted));
  m_groups.for_each([&](const Group& group) {
    for (const auto& member : group.members) {
      member_of(member)->insert(group.id);
    }
  });
  m_assignments.for_each([&](const AppRoleAssignment& assignment) {
    m_assignments_to[assignment.resource].insert(assignment.id);
    m_assignments_of[assignment.principal].insert(assignment.id);
  });
  for (const auto& change : m_changes.all()) {
    if (User* user = m_users.find(change.subject)) {
      user->change = change.sequence;
    } else if (Group* group = m_groups.find(change.subject)) {
      group->change = change.sequence;
    }
  }
}

} // namespace lpaz::sandbox::store
