#pragma once

#include "sandbox/graph/entity.hpp"
#include "sandbox/store/directory.hpp"

namespace lpaz::sandbox::graph {

// Any object that may be a member, an owner or a deleted item. One of the pointers is set.
struct DirectoryObject {
  const store::User* user = nullptr;
  const store::Group* group = nullptr;
  const store::ServicePrincipal* service_principal = nullptr;
  const store::RoleDefinition* role = nullptr; // an active directory role

  store::ObjectId id() const;
};

// An assignment together with the names that Graph shows beside it.
struct AssignmentRow {
  const store::AppRoleAssignment* assignment = nullptr;
  std::string principal_name;
  std::string resource_name;
};

const EntityType<store::User>& user_type();
const EntityType<store::Group>& group_type();
const EntityType<store::Application>& application_type();
const EntityType<store::ServicePrincipal>& service_principal_type();
const EntityType<DirectoryObject>& directory_object_type();
const EntityType<AssignmentRow>& assignment_type();
const EntityType<store::RoleDefinition>& directory_role_type();

// For lists of mixed types: every row has its @odata.type and those selected properties that its
// own type has.
Result<Projection> project(const EntityType<DirectoryObject>& type,
                           const std::vector<std::string>& select);
void write_members(JsonWriter& writer,
                   const EntityType<DirectoryObject>& type,
                   const DirectoryObject& object,
                   const Projection& projection);

// "#microsoft.graph.user", …
std::string_view odata_type_of(const DirectoryObject& object);

// The live, visible user, group or service principal of this id.
std::optional<DirectoryObject> find_directory_object(const store::Directory& directory,
                                                     const store::ObjectId& id,
                                                     util::TimePoint now);

} // namespace lpaz::sandbox::graph
