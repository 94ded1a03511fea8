#include "sandbox/store/role.hpp"

#include <algorithm>
#include <array>

namespace lpaz::sandbox::store {
namespace {

RoleDefinition
role(std::string_view id, std::string_view name, std::string_view description, bool is_privileged)
{
  return {ObjectId::parse(id).value_or(ObjectId{}), name, description, is_privileged};
}

// The template ids are Microsoft's published ones.
const std::array k_roles{
    role("62e90394-69f5-4237-9190-012177145e10",
         "Global Administrator",
         "Can manage all aspects of the directory and of services that use its identities.",
         true),
    role("e8611ab8-c189-46e8-94e1-60213ab1f814",
         "Privileged Role Administrator",
         "Can manage role assignments, and all aspects of eligible roles.",
         true),
    role("7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
         "Privileged Authentication Administrator",
         "Can change sign-in methods of any user, administrators included.",
         true),
    role("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
         "Application Administrator",
         "Can create and manage all aspects of app registrations and enterprise apps.",
         true),
    role("158c047a-c907-4556-b7ef-446551a6b5f7",
         "Cloud Application Administrator",
         "Can create and manage app registrations and enterprise apps, but no app proxy.",
         true),
    role("fe930be7-5e62-47db-91af-98c3a49a38b1",
         "User Administrator",
         "Can manage users and groups, and reset passwords of limited administrators.",
         false),
    role("fdd7a751-b60b-444a-984c-02652fe8fa1c",
         "Groups Administrator",
         "Can create and manage groups and their settings.",
         false),
    role("729827e3-9c14-49f7-bb1b-9608f156bbb8",
         "Helpdesk Administrator",
         "Can reset passwords of users and of other helpdesk administrators.",
         false),
    role("f2ef992c-3afb-46b9-b7cf-a126ee74c451",
         "Global Reader",
         "Can read everything that a Global Administrator can, but change nothing.",
         true),
    role("5d6b6bb7-de71-4623-b4af-96380a352509",
         "Security Reader",
         "Can read security information and reports.",
         true),
    role("4a5d8f65-41da-4de4-8968-e035b65339cf",
         "Reports Reader",
         "Can read sign-in and audit reports.",
         false),
};

} // namespace

std::span<const RoleDefinition> role_definitions()
{
  return k_roles;
}

const RoleDefinition* find_role_definition(const ObjectId& template_id)
{
  const auto* found = std::ranges::find(k_roles, template_id, &RoleDefinition::template_id);
  return found == k_roles.end() ? nullptr : found;
}

ObjectId global_administrator()
{
  return k_roles.front().template_id;
}

} // namespace lpaz::sandbox::store
