#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/groups.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/service_principals.hpp"
#include "sandbox/graph/users.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::AppRoleAssignment;
using store::ObjectId;

AssignmentRow row_of(const store::Directory& directory, const AppRoleAssignment& assignment)
{
  return {&assignment,
          directory.display_name_of(assignment.principal),
          directory.display_name_of(assignment.resource)};
}

// Finds the assignments of a page, and keeps the rows that it returned.
class AssignmentLookup {
public:
  AssignmentLookup(const Call& call, const store::Directory& directory)
      : m_call(call), m_directory(directory)
  {
  }

  const AssignmentRow* operator()(const ObjectId& id)
  {
    const auto* assignment = m_directory.find_assignment(id);
    if (assignment == nullptr || !m_call.sees(*assignment) || is_deleted(*assignment)) {
      return nullptr;
    }
    return &m_rows.emplace_back(row_of(m_directory, *assignment));
  }

private:
  // A deleted user's assignments wait in the recycle bin with it.
  bool is_deleted(const AppRoleAssignment& assignment) const
  {
    const auto* user = m_directory.find_any_user(assignment.principal);
    return user != nullptr && user->is_deleted();
  }

  const Call& m_call;
  const store::Directory& m_directory;
  std::deque<AssignmentRow> m_rows;
};

Result<Response>
respond_list(const Call& call, const store::Directory& directory, const store::IdSet& ids)
{
  AssignmentLookup lookup(call, directory);
  IdRows<AssignmentRow> rows(ids, std::ref(lookup));
  return Listing<AssignmentRow>(call, assignment_type(), rows)
      .respond({.context = "appRoleAssignments", .annotation = {}});
}

Result<Response> list_assigned_to(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  return respond_list(call, *directory, directory->assignments_to(principal->id));
}

Result<Response> count_assigned_to(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  AssignmentLookup lookup(call, *directory);
  IdRows<AssignmentRow> rows(directory->assignments_to(principal->id), std::ref(lookup));
  return Listing<AssignmentRow>(call, assignment_type(), rows).respond_count();
}

Result<Response> list_of_group(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* group, require_group(call, *directory, call.parameter()));
  return respond_list(call, *directory, directory->assignments_of(group->id));
}

Result<Response> list_of_user(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* user, require_user(call, *directory, call.parameter()));
  return respond_list(call, *directory, directory->assignments_of(user->id));
}

std::unexpected<Error> invalid_reference()
{
  return bad_request("Not a valid reference update.");
}

// The body's ids; 400 when one is missing or is no GUID.
Result<AppRoleAssignment> assignment_from(const util::Json& body)
{
  AppRoleAssignment assignment;
  const auto read = [&](std::string_view name, ObjectId& target) -> Status {
    const auto text = util::find_string(body, name);
    const auto id = text ? ObjectId::parse(*text) : std::nullopt;
    if (!id) {
      return bad_request(fmt::format(
          "Invalid value specified for property '{}' of resource 'AppRoleAssignment'.", name));
    }
    target = *id;
    return {};
  };
  LPAZ_CHECK(read("principalId", assignment.principal));
  LPAZ_CHECK(read("resourceId", assignment.resource));
  LPAZ_CHECK(read("appRoleId", assignment.app_role));
  return assignment;
}

Status check_role(const store::ServicePrincipal& resource, const ObjectId& role)
{
  const bool declares_roles = std::ranges::any_of(
      resource.app_roles, [](const auto& known) { return known.is_enabled && known.for_users; });
  const bool is_declared = std::ranges::any_of(
      resource.app_roles, [&](const auto& known) { return known.id == role && known.is_enabled; });
  if (is_declared || (role.is_zero() && !declares_roles)) {
    return {};
  }
  return bad_request("Permission being assigned was not found on application.");
}

Status check_principal(const store::Directory& directory, AppRoleAssignment& assignment)
{
  const auto kind = directory.kind_of(assignment.principal);
  if (!kind || *kind == store::ObjectKind::application) {
    return no_such_object(assignment.principal.text());
  }
  assignment.principal_kind = *kind;
  const auto* group = directory.find_group(assignment.principal);
  if (group != nullptr && !group->security_enabled) {
    return bad_request("Only security-enabled groups can be assigned to an application.");
  }
  return {};
}

bool exists(const store::Directory& directory, const AppRoleAssignment& wanted)
{
  return std::ranges::any_of(directory.assignments_of(wanted.principal), [&](const ObjectId& id) {
    const auto* known = directory.find_assignment(id);
    return known != nullptr && known->resource == wanted.resource &&
           known->app_role == wanted.app_role;
  });
}

void audit_user_of(const Call& call,
                   store::Directory& directory,
                   const AppRoleAssignment& assignment,
                   std::string_view activity)
{
  if (const auto* user = directory.find_user(assignment.principal)) {
    audit_user(call, directory, *user, activity);
  }
}

Result<Response> add_assignment(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  LPAZ_TRY(AppRoleAssignment assignment, assignment_from(body));
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* resource, require_service_principal(call, *directory, call.parameter()));
  if (resource->id != assignment.resource) {
    return invalid_reference();
  }
  if (!find_directory_object(*directory, assignment.principal, call.now)) {
    return no_such_object(assignment.principal.text());
  }
  LPAZ_CHECK(check_principal(*directory, assignment));
  LPAZ_CHECK(check_role(*resource, assignment.app_role));
  if (exists(*directory, assignment)) {
    return bad_request("Permission being assigned already exists on the object");
  }
  assignment.id = ObjectId::random();
  assignment.created = call.now;
  assignment.visible_from = call.tenant().visible_from_now();
  const auto& added = directory->add_assignment(assignment);
  audit_user_of(call, *directory, added, "Add app role assignment grant to user");
  return respond_entity(
      call, assignment_type(), row_of(*directory, added), "appRoleAssignments", 201);
}

Result<Response> get_assignment(Call& call)
{
  const auto directory = call.tenant().read();
  const auto id = store::assignment_id_of(call.parameter(1));
  const auto* assignment = id ? directory->find_assignment(*id) : nullptr;
  if (assignment == nullptr || !call.sees(*assignment) ||
      assignment->resource.text() != call.parameter()) {
    return no_such_object(call.parameter(1));
  }
  return respond_entity(
      call, assignment_type(), row_of(*directory, *assignment), "appRoleAssignments");
}

Result<Response> remove_assignment(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto* resource, require_service_principal(call, *directory, call.parameter()));
  const auto id = store::assignment_id_of(call.parameter(1));
  const auto* assignment = id ? directory->find_assignment(*id) : nullptr;
  if (assignment == nullptr || assignment->resource != resource->id) {
    return no_such_object(call.parameter(1));
  }
  audit_user_of(call, *directory, *assignment, "Remove app role assignment from user");
  directory->delete_assignment(*id);
  return Response::no_content();
}

} // namespace

void add_assignment_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_assignments;
  table.add({
      {"GET", "servicePrincipals/{}/appRoleAssignedTo", k_read, list_assigned_to},
      {"GET", "servicePrincipals/{}/appRoleAssignedTo/$count", k_read, count_assigned_to},
      {"GET", "servicePrincipals/{}/appRoleAssignedTo/{}", k_read, get_assignment},
      {"POST",
       "servicePrincipals/{}/appRoleAssignedTo",
       permission::k_add_assignment,
       add_assignment},
      {"DELETE",
       "servicePrincipals/{}/appRoleAssignedTo/{}",
       permission::k_remove_assignment,
       remove_assignment},
      {"GET", "groups/{}/appRoleAssignments", k_read, list_of_group},
      {"GET", "users/{}/appRoleAssignments", k_read, list_of_user},
  });
}

} // namespace lpaz::sandbox::graph
