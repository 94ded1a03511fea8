#include "sandbox/graph/entities.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using store::RoleDefinition;

// Active directory roles have an id of their own beside the template's.
Value id(const RoleDefinition& role)
{
  return store::ObjectId::derive("directory role " + role.template_id.text());
}

Value template_id(const RoleDefinition& role)
{
  return role.template_id;
}

Value display_name(const RoleDefinition& role)
{
  return role.display_name;
}

Value description(const RoleDefinition& role)
{
  return role.description;
}

Value never(const RoleDefinition&)
{
  return {};
}

const std::array k_role_properties{
    Property<RoleDefinition>{"id", ValueType::text, true, true, id},
    Property<RoleDefinition>{"deletedDateTime", ValueType::time, true, false, never},
    Property<RoleDefinition>{"description", ValueType::text, true, false, description},
    Property<RoleDefinition>{"displayName", ValueType::text, true, true, display_name},
    Property<RoleDefinition>{"roleTemplateId", ValueType::text, true, true, template_id},
};

} // namespace

const EntityType<RoleDefinition>& directory_role_type()
{
  static const EntityType<RoleDefinition> type{"directoryRole", k_role_properties};
  return type;
}

} // namespace lpaz::sandbox::graph
