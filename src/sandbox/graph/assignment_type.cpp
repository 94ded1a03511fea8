#include "sandbox/graph/entities.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

Value id(const AssignmentRow& row)
{
  return row.assignment->graph_id();
}

Value never(const AssignmentRow&)
{
  return {};
}

Value app_role(const AssignmentRow& row)
{
  return row.assignment->app_role;
}

Value created(const AssignmentRow& row)
{
  return row.assignment->created;
}

Value principal_name(const AssignmentRow& row)
{
  return std::string_view(row.principal_name);
}

Value principal(const AssignmentRow& row)
{
  return row.assignment->principal;
}

Value principal_type(const AssignmentRow& row)
{
  return store::name_of(row.assignment->principal_kind);
}

Value resource_name(const AssignmentRow& row)
{
  return std::string_view(row.resource_name);
}

Value resource(const AssignmentRow& row)
{
  return row.assignment->resource;
}

const std::array k_assignment_properties{
    Property<AssignmentRow>{"id", ValueType::text, true, false, id},
    Property<AssignmentRow>{"deletedDateTime", ValueType::time, true, false, never},
    Property<AssignmentRow>{"appRoleId", ValueType::guid, true, false, app_role},
    Property<AssignmentRow>{"createdDateTime", ValueType::time, true, false, created},
    Property<AssignmentRow>{"principalDisplayName", ValueType::text, true, true, principal_name},
    Property<AssignmentRow>{"principalId", ValueType::guid, true, false, principal},
    Property<AssignmentRow>{"principalType", ValueType::text, true, false, principal_type},
    Property<AssignmentRow>{"resourceDisplayName", ValueType::text, true, false, resource_name},
    Property<AssignmentRow>{"resourceId", ValueType::guid, true, true, resource},
};

} // namespace

const EntityType<AssignmentRow>& assignment_type()
{
  static const EntityType<AssignmentRow> type{"appRoleAssignment", k_assignment_properties};
  return type;
}

} // namespace lpaz::sandbox::graph
