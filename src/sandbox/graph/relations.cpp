#include "sandbox/graph/relations.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using store::Directory;
using store::Group;
using store::ObjectId;
using store::ServicePrincipal;
using store::User;
using Objects = std::vector<DirectoryObject>;

template <typename Ids>
Objects objects_of(const Call& call, const Directory& directory, const Ids& ids)
{
  Objects objects;
  for (const ObjectId& id : ids) {
    if (objects.size() == k_most_expanded) {
      break;
    }
    if (const auto object = find_directory_object(directory, id, call.now)) {
      objects.push_back(*object);
    }
  }
  return objects;
}

void add_roles(Objects& objects, const std::vector<ObjectId>& roles)
{
  for (const auto& role : roles) {
    if (const auto* definition = store::find_role_definition(role)) {
      objects.push_back({nullptr, nullptr, nullptr, definition});
    }
  }
}

Objects manager(const Call& call, const Directory& directory, const User& user)
{
  return objects_of(call, directory, std::array{user.manager});
}

Objects direct_reports(const Call& call, const Directory& directory, const User& user)
{
  return objects_of(call, directory, directory.reports_of(user.id));
}

Objects member_of(const Call& call, const Directory& directory, const User& user)
{
  Objects objects = objects_of(call, directory, user.member_of);
  std::vector<ObjectId> roles;
  for (const auto& assignment : directory.role_assignments()) {
    if (assignment.principal == user.id) {
      roles.push_back(assignment.role);
    }
  }
  add_roles(objects, roles);
  return objects;
}

Objects transitive_member_of(const Call& call, const Directory& directory, const User& user)
{
  Objects objects = objects_of(call, directory, directory.transitive_groups_of(user.id));
  add_roles(objects, directory.roles_of(user.id));
  return objects;
}

template <store::IdSet Group::* List>
Objects of_group(const Call& call, const Directory& directory, const Group& group)
{
  return objects_of(call, directory, group.*List);
}

Objects owners(const Call& call, const Directory& directory, const ServicePrincipal& principal)
{
  return objects_of(call, directory, principal.owners);
}

} // namespace

Related<User> related_of_users(const Directory& directory)
{
  static constexpr std::array k_relations{
      Relation<User>{"manager", true, manager},
      Relation<User>{"directReports", false, direct_reports},
      Relation<User>{"memberOf", false, member_of},
      Relation<User>{"transitiveMemberOf", false, transitive_member_of},
  };
  return {&directory, k_relations};
}

Related<Group> related_of_groups(const Directory& directory)
{
  static constexpr std::array k_relations{
      Relation<Group>{"members", false, of_group<&Group::members>},
      Relation<Group>{"owners", false, of_group<&Group::owners>},
      Relation<Group>{"memberOf", false, of_group<&Group::member_of>},
  };
  return {&directory, k_relations};
}

Related<ServicePrincipal> related_of_service_principals(const Directory& directory)
{
  static constexpr std::array k_relations{Relation<ServicePrincipal>{"owners", false, owners}};
  return {&directory, k_relations};
}

void write_related(JsonWriter& writer,
                   const Objects& objects,
                   bool is_single,
                   const Projection& projection)
{
  if (!is_single) {
    writer.begin_array();
  }
  const std::size_t shown = std::min(objects.size(), is_single ? 1 : k_most_expanded);
  for (std::size_t i = 0; i < shown; ++i) {
    writer.begin_object();
    write_members(writer, directory_object_type(), objects[i], projection);
    writer.end_object();
  }
  if (!is_single) {
    writer.end_array();
  }
}

} // namespace lpaz::sandbox::graph
