#include "sandbox/engine/source.hpp"
#include "sandbox/store/property.hpp"

#include <algorithm>

namespace lpaz::sandbox::engine {
namespace {

void collect_roles(const store::Directory& directory,
                   const Scope& scope,
                   const store::ObjectId& principal,
                   std::vector<std::string>& roles)
{
  const auto* application = directory.find_service_principal(scope.service_principal);
  for (const auto& id : directory.assignments_of(principal)) {
    const auto* assignment = directory.find_assignment(id);
    if (application == nullptr || assignment == nullptr ||
        assignment->resource != scope.service_principal) {
      continue;
    }
    const auto role =
        std::ranges::find(application->app_roles, assignment->app_role, &store::AppRole::id);
    if (role != application->app_roles.end() &&
        std::ranges::find(roles, role->display_name) == roles.end()) {
      roles.push_back(role->display_name);
    }
  }
}

bool is_assigned(const store::Directory& directory,
                 const Scope& scope,
                 const store::ObjectId& principal)
{
  if (!scope.as_of) {
    return directory.is_assigned(principal, scope.service_principal);
  }
  return std::ranges::any_of(directory.assignments_of(principal), [&](const store::ObjectId& id) {
    const auto* assignment = directory.find_assignment(id);
    return assignment != nullptr && assignment->resource == scope.service_principal &&
           assignment->visible_from <= *scope.as_of;
  });
}

SourceUser
read_user(const store::Directory& directory, const Scope& scope, const store::ObjectId& id)
{
  SourceUser source;
  source.id = id;
  const auto* user = directory.find_any_user(id);
  if (user == nullptr) {
    return source;
  }
  source.user = *user;
  source.assigned = is_assigned_user(directory, scope, *user);
  collect_roles(directory, scope, id, source.roles);
  for (const auto& group : user->member_of) {
    collect_roles(directory, scope, group, source.roles);
  }
  return source;
}

} // namespace

bool is_assigned_group(const store::Directory& directory,
                       const Scope& scope,
                       const store::Group& group)
{
  return group.security_enabled && (scope.sync_all || is_assigned(directory, scope, group.id));
}

bool is_assigned_user(const store::Directory& directory,
                      const Scope& scope,
                      const store::User& user)
{
  return scope.sync_all || is_assigned(directory, scope, user.id) ||
         std::ranges::any_of(user.member_of, [&](const store::ObjectId& id) {
           const auto* group = directory.find_group(id);
           return group != nullptr && is_assigned_group(directory, scope, *group);
         });
}

std::vector<SourceUser>
read_users(const store::Tenant& tenant, const Scope& scope, std::span<const store::ObjectId> ids)
{
  std::vector<SourceUser> users;
  users.reserve(ids.size());
  const auto directory = tenant.read();
  for (const auto& id : ids) {
    users.push_back(read_user(*directory, scope, id));
  }
  return users;
}

SourceGroup read_group(const store::Tenant& tenant, const Scope& scope, const store::ObjectId& id)
{
  SourceGroup source;
  source.id = id;
  const auto directory = tenant.read();
  const auto* group = directory->find_group(id);
  if (group == nullptr) {
    return source;
  }
  source.group = store::without_lists(*group);
  source.assigned = is_assigned_group(*directory, scope, *group);
  return source;
}

std::vector<store::ObjectId> read_member_users(const store::Tenant& tenant,
                                               const store::ObjectId& group)
{
  std::vector<store::ObjectId> users;
  const auto directory = tenant.read();
  const auto* found = directory->find_group(group);
  if (found == nullptr) {
    return users;
  }
  for (const auto& member : found->members) {
    if (directory->find_user(member) != nullptr) {
      users.push_back(member);
    }
  }
  return users;
}

std::vector<bool> read_memberships(const store::Tenant& tenant, std::span<const Membership> pairs)
{
  std::vector<bool> present;
  present.reserve(pairs.size());
  const auto directory = tenant.read();
  for (const auto& pair : pairs) {
    const auto* group = directory->find_group(pair.group);
    present.push_back(group != nullptr && group->members.contains(pair.user) &&
                      directory->find_user(pair.user) != nullptr);
  }
  return present;
}

} // namespace lpaz::sandbox::engine
