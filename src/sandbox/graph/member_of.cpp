#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/member_lists.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/users.hpp"

#include <nlohmann/json.hpp>

#include <deque>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::ObjectId;

constexpr std::string_view k_role_cast = "microsoft.graph.directoryRole";

// The roles that the principal holds itself.
std::vector<ObjectId> direct_roles(const store::Directory& directory, const ObjectId& principal)
{
  std::vector<ObjectId> roles;
  for (const auto& assignment : directory.role_assignments()) {
    if (assignment.principal == principal) {
      roles.push_back(assignment.role);
    }
  }
  return roles;
}

std::vector<ObjectId>
roles_above(const store::Directory& directory, const ObjectId& principal, bool transitive)
{
  return transitive ? directory.roles_of(principal) : direct_roles(directory, principal);
}

std::vector<ObjectId>
groups_above(const store::Directory& directory, const store::User& user, bool transitive)
{
  if (transitive) {
    return directory.transitive_groups_of(user.id);
  }
  return {user.member_of.begin(), user.member_of.end()};
}

Result<Response> list_roles(const Call& call, const std::vector<ObjectId>& roles)
{
  std::vector<const store::RoleDefinition*> found;
  for (const auto& role : roles) {
    if (const auto* definition = store::find_role_definition(role)) {
      found.push_back(definition);
    }
  }
  ListRows<store::RoleDefinition> rows(std::move(found));
  return Listing<store::RoleDefinition>(call, directory_role_type(), rows)
      .respond({.context = "directoryRoles", .is_cast_of_relation = true, .annotation = {}});
}

Result<Response> list_mixed(const Call& call,
                            const store::Directory& directory,
                            const std::vector<ObjectId>& groups,
                            const std::vector<ObjectId>& roles)
{
  std::deque<DirectoryObject> objects;
  for (const auto& id : groups) {
    if (const auto object = find_directory_object(directory, id, call.now)) {
      objects.push_back(*object);
    }
  }
  for (const auto& id : roles) {
    objects.push_back({nullptr, nullptr, nullptr, store::find_role_definition(id)});
  }
  std::vector<const DirectoryObject*> found;
  for (const auto& object : objects) {
    found.push_back(&object);
  }
  ListRows<DirectoryObject> rows(std::move(found));
  return Listing<DirectoryObject>(call, directory_object_type(), rows)
      .respond({.context = "directoryObjects", .annotation = {}});
}

Result<Response> respond_member_of(Call& call, bool transitive)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const store::User* user, require_user(call, *directory, call.parameter()));
  return list_mixed(call,
                    *directory,
                    groups_above(*directory, *user, transitive),
                    roles_above(*directory, user->id, transitive));
}

Result<Response> respond_member_of_cast(Call& call, bool transitive)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const store::User* user, require_user(call, *directory, call.parameter()));
  if (call.parameter(1) == k_role_cast) {
    return list_roles(call, roles_above(*directory, user->id, transitive));
  }
  store::IdSet groups;
  groups.assign(groups_above(*directory, *user, transitive));
  return respond_cast(call, *directory, groups, call.parameter(1));
}

Result<Response> list_member_of(Call& call)
{
  return respond_member_of(call, false);
}

Result<Response> list_transitive_member_of(Call& call)
{
  return respond_member_of(call, true);
}

Result<Response> list_cast_member_of(Call& call)
{
  return respond_member_of_cast(call, false);
}

Result<Response> list_cast_transitive_member_of(Call& call)
{
  return respond_member_of_cast(call, true);
}

Result<Response> check_member_groups(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  const auto* ids = util::find_array(body, "groupIds");
  constexpr std::size_t k_most = 20;
  if (ids == nullptr || ids->size() > k_most) {
    return bad_request("groupIds must be a list of at most 20 ids.");
  }
  const auto directory = call.tenant().read();
  LPAZ_TRY(const store::User* user, require_user(call, *directory, call.parameter()));
  const auto groups = directory->transitive_groups_of(user->id);
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("Collection(Edm.String)"));
  writer.key("value");
  writer.begin_array();
  for (const auto& entry : *ids) {
    const auto id =
        entry.is_string() ? ObjectId::parse(entry.get_ref<const std::string&>()) : std::nullopt;
    if (id && std::ranges::find(groups, *id) != groups.end()) {
      writer.text(id->text());
    }
  }
  writer.end_array();
  writer.end_object();
  return json_answer(200, writer.take());
}

} // namespace

void add_member_of_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_member_of;
  table.add({
      {"GET", "users/{}/memberOf", k_read, list_member_of},
      {"GET", "users/{}/memberOf/{}", k_read, list_cast_member_of},
      {"GET", "users/{}/transitiveMemberOf", k_read, list_transitive_member_of},
      {"GET", "users/{}/transitiveMemberOf/{}", k_read, list_cast_transitive_member_of},
      {"POST", "users/{}/checkMemberGroups", k_read, check_member_groups},
  });
}

} // namespace lpaz::sandbox::graph
