#include "sandbox/store/directory.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {
namespace {

const IdSet k_no_ids;

const IdSet& ids_at(const std::unordered_map<ObjectId, IdSet>& index, const ObjectId& id)
{
  const auto found = index.find(id);
  return found == index.end() ? k_no_ids : found->second;
}

} // namespace

const ServicePrincipal* Directory::find_service_principal(const ObjectId& id) const
{
  return m_service_principals.find(id);
}

const ServicePrincipal* Directory::find_service_principal_by_app(const ObjectId& app_id) const
{
  const ServicePrincipal* found = nullptr;
  m_service_principals.for_each([&](const ServicePrincipal& principal) {
    if (principal.app_id == app_id) {
      found = &principal;
    }
  });
  return found;
}

ServicePrincipal* Directory::edit_service_principal(const ObjectId& id)
{
  return m_service_principals.find(id);
}

Application* Directory::edit_application(const ObjectId& id)
{
  return m_applications.find(id);
}

Application& Directory::add_application(Application application)
{
  return m_applications.add(std::move(application));
}

ServicePrincipal& Directory::add_service_principal(ServicePrincipal principal)
{
  return m_service_principals.add(std::move(principal));
}

bool Directory::delete_service_principal(ObjectId id)
{
  const ServicePrincipal* principal = m_service_principals.find(id);
  if (principal == nullptr) {
    return false;
  }
  const IdSet groups = principal->member_of;
  for (const auto& group : groups) {
    remove_member(group, id);
  }
  drop_assignments(IdSet(assignments_to(id)));
  drop_assignments(IdSet(assignments_of(id)));
  std::erase_if(m_jobs, [&](const auto& entry) { return entry.second.service_principal == id; });
  m_secrets.erase(id);
  m_service_principals.erase(id);
  return true;
}

bool Directory::delete_application(ObjectId id)
{
  const Application* application = m_applications.find(id);
  if (application == nullptr) {
    return false;
  }
  if (const auto* principal = find_service_principal_by_app(application->app_id)) {
    delete_service_principal(principal->id);
  }
  return m_applications.erase(id);
}

const AppRoleAssignment* Directory::find_assignment(const ObjectId& id) const
{
  return m_assignments.find(id);
}

AppRoleAssignment& Directory::add_assignment(AppRoleAssignment assignment)
{
  AppRoleAssignment& added = m_assignments.add(assignment);
  m_assignments_to[added.resource].insert(added.id);
  m_assignments_of[added.principal].insert(added.id);
  m_changes.append(ChangeKind::assignment, added.principal, added.resource);
  return added;
}

bool Directory::delete_assignment(ObjectId id)
{
  const AppRoleAssignment* assignment = m_assignments.find(id);
  if (assignment == nullptr) {
    return false;
  }
  m_assignments_to[assignment->resource].erase(id);
  m_assignments_of[assignment->principal].erase(id);
  m_changes.append(ChangeKind::assignment, assignment->principal, assignment->resource);
  return m_assignments.erase(id);
}

void Directory::drop_assignments(const IdSet& ids)
{
  for (const auto& id : ids) {
    delete_assignment(id);
  }
}

const IdSet& Directory::assignments_to(const ObjectId& service_principal) const
{
  return ids_at(m_assignments_to, service_principal);
}

const IdSet& Directory::assignments_of(const ObjectId& principal) const
{
  return ids_at(m_assignments_of, principal);
}

bool Directory::is_assigned(const ObjectId& principal, const ObjectId& service_principal) const
{
  return std::ranges::any_of(assignments_of(principal), [&](const ObjectId& id) {
    const auto* assignment = find_assignment(id);
    return assignment != nullptr && assignment->resource == service_principal;
  });
}

bool Directory::is_in_scope(const User& user, const ObjectId& service_principal) const
{
  return is_assigned(user.id, service_principal) ||
         std::ranges::any_of(user.member_of, [&](const ObjectId& group) {
           return is_assigned(group, service_principal);
         });
}

} // namespace lpaz::sandbox::store
