#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/groups.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/member_lists.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/users.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::Group;

// Direct members and those of the groups among them, the groups included.
store::IdSet transitive_members(const store::Directory& directory, const Group& group)
{
  store::IdSet seen;
  std::vector<store::ObjectId> all;
  std::vector<const Group*> open{&group};
  while (!open.empty()) {
    const Group* next = open.back();
    open.pop_back();
    for (const auto& member : next->members) {
      const Group* nested = directory.find_group(member);
      if (nested != nullptr && member != group.id && seen.insert(member)) {
        open.push_back(nested);
      }
      all.push_back(member);
    }
  }
  store::IdSet result;
  result.assign(std::move(all));
  return result;
}

Result<Response> list_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_objects(call, *directory, group->members);
}

Result<Response> count_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_object_count(call, *directory, group->members);
}

Result<Response> list_cast_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_cast(call, *directory, group->members, call.parameter(1));
}

Result<Response> list_transitive_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  const auto members = transitive_members(*directory, *group);
  return respond_objects(call, *directory, members);
}

Result<Response> count_transitive_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  const auto members = transitive_members(*directory, *group);
  return respond_object_count(call, *directory, members);
}

Result<Response> list_cast_transitive_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  const auto members = transitive_members(*directory, *group);
  return respond_cast(call, *directory, members, call.parameter(1));
}

Result<Response> count_cast_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_cast_count(call, *directory, group->members, call.parameter(1));
}

Result<Response> count_cast_transitive_members(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  const auto members = transitive_members(*directory, *group);
  return respond_cast_count(call, *directory, members, call.parameter(1));
}

Result<Response> list_group_owners(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_objects(call, *directory, group->owners);
}

Result<Response> list_groups_above(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_objects(call, *directory, group->member_of);
}

Result<Response> list_all_groups_above(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  store::IdSet groups;
  groups.assign(directory->transitive_groups_of(group->id));
  return respond_objects(call, *directory, groups);
}

Result<Response> add_member(Call& call)
{
  LPAZ_TRY(const util::Json body, call.json_body());
  const auto url = util::find_string(body, "@odata.id");
  if (!url) {
    return bad_request("The request body must contain '@odata.id' with the URL of the object.");
  }
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  LPAZ_TRY(const store::ObjectId member, referenced_object(call, *directory, *url));
  LPAZ_CHECK(add_members(*directory, *group, {member}));
  audit_group(call, *directory, *group, "Add member to group");
  return Response::no_content();
}

Result<Response> remove_member(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  LPAZ_TRY(const store::ObjectId member, call.id_parameter(1));
  LPAZ_CHECK(check_editable(*group));
  if (!directory->remove_member(group->id, member)) {
    return no_such_object(call.parameter(1));
  }
  audit_group(call, *directory, *group, "Remove member from group");
  return Response::no_content();
}

// DELETE …/members/{id} without /$ref deletes the object itself, as the real service does.
Result<Response> delete_member_object(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  LPAZ_TRY(const store::ObjectId member, call.id_parameter(1));
  if (!group->members.contains(member)) {
    return no_such_object(call.parameter(1));
  }
  const auto kind = directory->kind_of(member);
  if (kind == store::ObjectKind::user &&
      is_permitted(permission::k_delete_users, call.caller.roles)) {
    const store::User& user = *directory->find_user(member);
    LPAZ_CHECK(check_may_change(call, *directory, user));
    audit_user(call, *directory, user, "Delete user");
    directory->delete_user(member, call.now);
    return Response::no_content();
  }
  if (kind == store::ObjectKind::group &&
      is_permitted(permission::k_write_groups, call.caller.roles)) {
    audit_group(call, *directory, *directory->find_group(member), "Delete group");
    directory->delete_group(member);
    return Response::no_content();
  }
  return insufficient_privileges();
}

} // namespace

void add_group_member_routes(RouteTable& table)
{
  constexpr auto k_read = permission::k_read_members;
  constexpr auto k_write = permission::k_write_members;
  table.add({
      {"GET", "groups/{}/members", k_read, list_members},
      {"GET", "groups/{}/members/$count", k_read, count_members},
      {"GET", "groups/{}/members/{}", k_read, list_cast_members},
      {"GET", "groups/{}/members/{}/$count", k_read, count_cast_members},
      {"GET", "groups/{}/transitiveMembers/{}/$count", k_read, count_cast_transitive_members},
      {"POST", "groups/{}/members/$ref", k_write, add_member},
      {"DELETE", "groups/{}/members/{}/$ref", k_write, remove_member},
      {"DELETE", "groups/{}/members/{}", k_write, delete_member_object},
      {"GET", "groups/{}/transitiveMembers", k_read, list_transitive_members},
      {"GET", "groups/{}/transitiveMembers/$count", k_read, count_transitive_members},
      {"GET", "groups/{}/transitiveMembers/{}", k_read, list_cast_transitive_members},
      {"GET", "groups/{}/owners", k_read, list_group_owners},
      {"GET", "groups/{}/memberOf", k_read, list_groups_above},
      {"GET", "groups/{}/transitiveMemberOf", k_read, list_all_groups_above},
  });
}

} // namespace lpaz::sandbox::graph
