#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/member_lists.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"

#include <array>
#include <deque>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::ObjectId;
using store::RoleDefinition;

// An active or eligible holding of a role, with the directory that names its parts.
struct RoleHolding {
  const store::RoleAssignment* assignment = nullptr;
  const store::Directory* directory = nullptr;
  util::TimePoint now;
};

Value id(const RoleHolding& row)
{
  return row.assignment->id;
}

Value principal_id(const RoleHolding& row)
{
  return row.assignment->principal;
}

Value role_id(const RoleHolding& row)
{
  return row.assignment->role;
}

Value whole_directory(const RoleHolding&)
{
  return std::string_view("/");
}

Value since(const RoleHolding& row)
{
  return row.assignment->since;
}

Value member_kind(const RoleHolding&)
{
  return std::string_view("Direct");
}

Value never(const RoleHolding&)
{
  return {};
}

void write_principal(JsonWriter& writer, const RoleHolding& row)
{
  const auto object = find_directory_object(*row.directory, row.assignment->principal, row.now);
  if (!object) {
    writer.null();
    return;
  }
  writer.begin_object();
  write_members(writer, directory_object_type(), *object, {});
  writer.end_object();
}

void write_definition(JsonWriter& writer, const RoleDefinition& role)
{
  writer.begin_object();
  writer.member("id", role.template_id.text());
  writer.member("displayName", role.display_name);
  writer.member("description", role.description);
  writer.member("templateId", role.template_id.text());
  writer.key("isBuiltIn");
  writer.boolean(true);
  writer.key("isEnabled");
  writer.boolean(true);
  writer.end_object();
}

void write_role(JsonWriter& writer, const RoleHolding& row)
{
  if (const auto* role = store::find_role_definition(row.assignment->role)) {
    write_definition(writer, *role);
  } else {
    writer.null();
  }
}

constexpr auto k_relation = ValueType::relation;

const std::array k_role_assignment_properties{
    Property<RoleHolding>{"id", k_text, true, true, id},
    Property<RoleHolding>{"principalId", k_text, true, true, principal_id},
    Property<RoleHolding>{"directoryScopeId", k_text, true, true, whole_directory},
    Property<RoleHolding>{"roleDefinitionId", k_text, true, true, role_id},
    Property<RoleHolding>{"principal", k_relation, false, false, nullptr, nullptr, write_principal},
    Property<RoleHolding>{"roleDefinition", k_relation, false, false, nullptr, nullptr, write_role},
};

const std::array k_eligibility_properties{
    Property<RoleHolding>{"id", k_text, true, true, id},
    Property<RoleHolding>{"principalId", k_text, true, true, principal_id},
    Property<RoleHolding>{"roleDefinitionId", k_text, true, true, role_id},
    Property<RoleHolding>{"directoryScopeId", k_text, true, true, whole_directory},
    Property<RoleHolding>{"appScopeId", k_text, true, true, never},
    Property<RoleHolding>{"startDateTime", ValueType::time, true, true, since},
    Property<RoleHolding>{"endDateTime", ValueType::time, true, true, never},
    Property<RoleHolding>{"memberType", k_text, true, true, member_kind},
    Property<RoleHolding>{"roleEligibilityScheduleId", k_text, true, true, id},
    Property<RoleHolding>{"principal", k_relation, false, false, nullptr, nullptr, write_principal},
    Property<RoleHolding>{"roleDefinition", k_relation, false, false, nullptr, nullptr, write_role},
};

const EntityType<RoleHolding>& role_assignment_type()
{
  static const EntityType<RoleHolding> type{"unifiedRoleAssignment", k_role_assignment_properties};
  return type;
}

const EntityType<RoleHolding>& eligibility_type()
{
  static const EntityType<RoleHolding> type{"unifiedRoleEligibilityScheduleInstance",
                                            k_eligibility_properties};
  return type;
}

Result<Response> respond_holdings(const Call& call,
                                  const store::Directory& directory,
                                  const std::vector<store::RoleAssignment>& holdings,
                                  const EntityType<RoleHolding>& type,
                                  std::string_view context)
{
  std::deque<RoleHolding> all;
  std::vector<const RoleHolding*> found;
  for (const auto& holding : holdings) {
    found.push_back(&all.emplace_back(RoleHolding{&holding, &directory, call.now}));
  }
  ListRows<RoleHolding> rows(std::move(found));
  return Listing<RoleHolding>(call, type, rows)
      .respond({.context = std::string(context), .annotation = {}});
}

Result<Response> list_role_assignments(Call& call)
{
  const auto directory = call.tenant().read();
  return respond_holdings(call,
                          *directory,
                          directory->role_assignments(),
                          role_assignment_type(),
                          "roleManagement/directory/roleAssignments");
}

Result<Response> list_eligibilities(Call& call)
{
  const auto directory = call.tenant().read();
  return respond_holdings(call,
                          *directory,
                          directory->role_eligibilities(),
                          eligibility_type(),
                          "roleManagement/directory/roleEligibilityScheduleInstances");
}

// Who may become member or owner of a group on request: in this tenant nobody.
struct GroupEligibility {};

Value nothing(const GroupEligibility&)
{
  return {};
}

const std::array k_group_eligibility_properties{
    Property<GroupEligibility>{"id", k_text, true, true, nothing},
    Property<GroupEligibility>{"startDateTime", ValueType::time, true, true, nothing},
    Property<GroupEligibility>{"endDateTime", ValueType::time, true, true, nothing},
    Property<GroupEligibility>{"memberType", k_text, true, true, nothing},
    Property<GroupEligibility>{"accessId", k_text, true, true, nothing},
    Property<GroupEligibility>{"principalId", k_text, true, true, nothing},
    Property<GroupEligibility>{"groupId", k_text, true, true, nothing},
    Property<GroupEligibility>{"eligibilityScheduleId", k_text, true, true, nothing},
};

const EntityType<GroupEligibility>& group_eligibility_type()
{
  static const EntityType<GroupEligibility> type{"privilegedAccessGroupEligibilityScheduleInstance",
                                                 k_group_eligibility_properties};
  return type;
}

// Microsoft's page: the group or the principal has to be named.
Result<Response> list_group_eligibilities(Call& call)
{
  if (!call.query.filter) {
    return bad_request("A filter on groupId or principalId is required.");
  }
  ListRows<GroupEligibility> rows({});
  return Listing<GroupEligibility>(call, group_eligibility_type(), rows)
      .respond({.context = "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
                .annotation = {}});
}

Value definition_id(const RoleDefinition& role)
{
  return role.template_id;
}

Value definition_name(const RoleDefinition& role)
{
  return role.display_name;
}

Value definition_text(const RoleDefinition& role)
{
  return role.description;
}

Value built_in(const RoleDefinition&)
{
  return true;
}

const std::array k_definition_properties{
    Property<RoleDefinition>{"id", k_text, true, true, definition_id},
    Property<RoleDefinition>{"description", k_text, true, false, definition_text},
    Property<RoleDefinition>{"displayName", k_text, true, true, definition_name},
    Property<RoleDefinition>{"isBuiltIn", ValueType::boolean, true, true, built_in},
    Property<RoleDefinition>{"isEnabled", ValueType::boolean, true, true, built_in},
    Property<RoleDefinition>{"templateId", k_text, true, true, definition_id},
};

const EntityType<RoleDefinition>& definition_type()
{
  static const EntityType<RoleDefinition> type{"unifiedRoleDefinition", k_definition_properties};
  return type;
}

std::vector<const RoleDefinition*> all_definitions()
{
  std::vector<const RoleDefinition*> all;
  for (const auto& role : store::role_definitions()) {
    all.push_back(&role);
  }
  return all;
}

Result<Response> list_definitions(Call& call)
{
  ListRows<RoleDefinition> rows(all_definitions());
  return Listing<RoleDefinition>(call, definition_type(), rows)
      .respond({.context = "roleManagement/directory/roleDefinitions", .annotation = {}});
}

Result<Response> get_definition(Call& call)
{
  LPAZ_TRY(const ObjectId wanted, call.id_parameter());
  const auto* role = store::find_role_definition(wanted);
  if (role == nullptr) {
    return no_such_object(call.parameter());
  }
  return respond_entity(call, definition_type(), *role, "roleManagement/directory/roleDefinitions");
}

// Only roles that somebody holds are activated.
bool is_activated(const store::Directory& directory, const ObjectId& role)
{
  return std::ranges::find(directory.role_assignments(), role, &store::RoleAssignment::role) !=
         directory.role_assignments().end();
}

Result<Response> list_directory_roles(Call& call)
{
  const auto directory = call.tenant().read();
  std::vector<const RoleDefinition*> activated = all_definitions();
  std::erase_if(activated, [&](const RoleDefinition* role) {
    return !is_activated(*directory, role->template_id);
  });
  ListRows<RoleDefinition> rows(std::move(activated));
  return Listing<RoleDefinition>(call, directory_role_type(), rows)
      .respond({.context = "directoryRoles", .paged = false, .annotation = {}});
}

// By the role's own id, or by directoryRoles(roleTemplateId='…').
const RoleDefinition* find_activated(const store::Directory& directory, std::string_view text)
{
  for (const auto* role : all_definitions()) {
    const auto own_id = text_of(store::value_of(directory_role_type().properties[0], *role));
    if ((own_id == text || role->template_id.text() == text) &&
        is_activated(directory, role->template_id)) {
      return role;
    }
  }
  return nullptr;
}

Result<Response> get_directory_role(Call& call)
{
  const auto directory = call.tenant().read();
  const auto* role = find_activated(*directory, call.parameter());
  if (role == nullptr) {
    return no_such_object(call.parameter());
  }
  return respond_entity(call, directory_role_type(), *role, "directoryRoles");
}

Result<Response> list_role_members(Call& call)
{
  const auto directory = call.tenant().read();
  const auto* role = find_activated(*directory, call.parameter());
  if (role == nullptr) {
    return no_such_object(call.parameter());
  }
  store::IdSet members;
  for (const auto& assignment : directory->role_assignments()) {
    if (assignment.role == role->template_id) {
      members.insert(assignment.principal);
    }
  }
  return respond_objects(call, *directory, members);
}

} // namespace

void add_role_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_roles;
  table.add({
      {"GET", "directoryRoles", k_read, list_directory_roles},
      {"GET", "directoryRoles/{}", k_read, get_directory_role},
      {"GET", "directoryRoles(roleTemplateId)/{}", k_read, get_directory_role},
      {"GET", "directoryRoles/{}/members", k_read, list_role_members},
      {"GET", "directoryRoles(roleTemplateId)/{}/members", k_read, list_role_members},
      {"GET", "roleManagement/directory/roleDefinitions", k_read, list_definitions},
      {"GET", "roleManagement/directory/roleDefinitions/{}", k_read, get_definition},
      {"GET", "roleManagement/directory/roleAssignments", k_read, list_role_assignments},
      {"GET",
       "roleManagement/directory/roleEligibilityScheduleInstances",
       permission::k_read_eligible,
       list_eligibilities},
      {"GET",
       "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
       permission::k_read_group_eligible,
       list_group_eligibilities},
  });
}

} // namespace lpaz::sandbox::graph
