#include "sandbox/store/directory.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {
namespace {

const SynchronizationSecrets k_no_secrets;

template <typename Entry>
void append_bounded(std::deque<Entry>& entries, Entry entry, std::size_t capacity)
{
  if (entry.id.is_zero()) {
    entry.id = ObjectId::random();
  }
  if (entries.size() >= capacity) {
    entries.pop_front();
  }
  entries.push_back(std::move(entry));
}

} // namespace

const SynchronizationJob* Directory::find_job(std::string_view id) const
{
  const auto found = m_jobs.find(id);
  return found == m_jobs.end() ? nullptr : &found->second;
}

SynchronizationJob* Directory::edit_job(std::string_view id)
{
  const auto found = m_jobs.find(id);
  return found == m_jobs.end() ? nullptr : &found->second;
}

SynchronizationJob& Directory::add_job(SynchronizationJob job)
{
  const std::string id = job.id;
  return m_jobs.insert_or_assign(id, std::move(job)).first->second;
}

bool Directory::delete_job(std::string_view id)
{
  const auto found = m_jobs.find(id);
  if (found == m_jobs.end()) {
    return false;
  }
  m_jobs.erase(found);
  return true;
}

const SynchronizationSecrets& Directory::secrets_of(const ObjectId& service_principal) const
{
  const auto found = m_secrets.find(service_principal);
  return found == m_secrets.end() ? k_no_secrets : found->second;
}

SynchronizationSecrets& Directory::edit_secrets(const ObjectId& service_principal)
{
  return m_secrets[service_principal];
}

void Directory::append_log(ProvisioningLogEntry entry)
{
  append_bounded(m_log, std::move(entry), k_log_capacity);
}

void Directory::append_audit(DirectoryAudit entry)
{
  append_bounded(m_audits, std::move(entry), k_log_capacity);
}

std::vector<ObjectId> Directory::roles_of(const ObjectId& principal) const
{
  std::vector<ObjectId> holders = transitive_groups_of(principal);
  holders.push_back(principal);
  std::vector<ObjectId> roles;
  for (const auto& assignment : m_roles) {
    if (std::ranges::find(holders, assignment.principal) != holders.end() &&
        std::ranges::find(roles, assignment.role) == roles.end()) {
      roles.push_back(assignment.role);
    }
  }
  return roles;
}

std::optional<ObjectKind> Directory::kind_of(const ObjectId& id) const
{
  if (find_user(id) != nullptr) {
    return ObjectKind::user;
  }
  if (find_group(id) != nullptr) {
    return ObjectKind::group;
  }
  if (find_service_principal(id) != nullptr) {
    return ObjectKind::service_principal;
  }
  if (m_applications.find(id) != nullptr) {
    return ObjectKind::application;
  }
  return std::nullopt;
}

std::string Directory::display_name_of(const ObjectId& id) const
{
  if (const User* user = find_any_user(id)) {
    return user->display_name;
  }
  if (const Group* group = find_group(id)) {
    return group->display_name;
  }
  if (const ServicePrincipal* principal = find_service_principal(id)) {
    return principal->display_name;
  }
  const Application* application = m_applications.find(id);
  return application == nullptr ? std::string() : application->display_name;
}

} // namespace lpaz::sandbox::store
