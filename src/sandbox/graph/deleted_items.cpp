#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/users.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::User;

// Users whose 30 days are over are gone at once, not only when a cycle purges them.
const User*
find_deleted(const Call& call, const store::Directory& directory, const store::ObjectId& id)
{
  const User* user = directory.find_any_user(id);
  const bool is_there =
      user != nullptr && user->is_deleted() && *user->deleted + store::k_recycle_time > call.now;
  return is_there ? user : nullptr;
}

Result<const User*> require_deleted(const Call& call, const store::Directory& directory)
{
  LPAZ_TRY(const store::ObjectId id, call.id_parameter());
  const User* user = find_deleted(call, directory, id);
  if (user == nullptr) {
    return no_such_object(call.parameter());
  }
  return user;
}

// $orderby alone works on names only; everything else is an advanced query.
Status check_order(const Call& call)
{
  for (const auto& key : call.query.order_by) {
    if (key.path != "displayName" && key.path != "userPrincipalName" &&
        !(call.query.eventual && call.query.count)) {
      return unsupported_query(fmt::format("Sorting on property '{}' is not supported.", key.path));
    }
  }
  return {};
}

Result<Response> list_deleted_users(Call& call)
{
  LPAZ_CHECK(check_order(call));
  const auto directory = call.tenant().read();
  IdRows<User> rows(directory->deleted_users(),
                    [&](const store::ObjectId& id) { return find_deleted(call, *directory, id); });
  return Listing<User>(call, user_type(), rows).respond({.context = "users", .annotation = {}});
}

Result<Response> count_deleted_users(Call& call)
{
  const auto directory = call.tenant().read();
  IdRows<User> rows(directory->deleted_users(),
                    [&](const store::ObjectId& id) { return find_deleted(call, *directory, id); });
  return Listing<User>(call, user_type(), rows).respond_count();
}

Result<Response> list_deleted_groups(Call& call)
{
  // Security groups cannot be restored, so the list is always empty.
  ListRows<store::Group> rows({});
  return Listing<store::Group>(call, group_type(), rows)
      .respond({.context = "groups", .annotation = {}});
}

Result<Response> get_deleted(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const User* user, require_deleted(call, *directory));
  LPAZ_TRY(const Projection projection, project(user_type(), call.query.select));
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("directoryObjects/$entity"));
  writer.member("@odata.type", "#microsoft.graph.user");
  write_members(writer, user_type(), *user, projection);
  writer.end_object();
  return json_answer(200, writer.take());
}

Status rename_before_restore(Call& call, store::Directory& directory, const User& user)
{
  if (call.request.body.empty()) {
    return {};
  }
  LPAZ_TRY(const util::Json body, call.json_body());
  if (const auto name = util::find_string(body, "newUserPrincipalName")) {
    if (directory.find_user_by_name(*name) != nullptr) {
      return bad_request(
          "Another object with the same value for property userPrincipalName already exists.");
    }
    directory.rename_deleted_user(user.id, *name);
  }
  return {};
}

Result<Response> restore(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const User* user, require_deleted(call, *directory));
  LPAZ_CHECK(check_may_change(call, *directory, *user));
  LPAZ_CHECK(rename_before_restore(call, *directory, *user));
  if (!directory->restore_user(user->id)) {
    return refuse(400,
                  "Request_BadRequest",
                  "Another object with the same value for property userPrincipalName already "
                  "exists. Restore with newUserPrincipalName.");
  }
  audit_user(call, *directory, *user, "Restore user");
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("directoryObjects/$entity"));
  writer.member("@odata.type", "#microsoft.graph.user");
  write_members(writer, user_type(), *user, project(user_type(), {}).value_or(Projection()));
  writer.end_object();
  return json_answer(200, writer.take());
}

Result<Response> purge(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const User* user, require_deleted(call, *directory));
  audit_user(call, *directory, *user, "Hard Delete user");
  directory->purge_user(user->id);
  return Response::no_content();
}

} // namespace

void add_deleted_item_routes(RouteTable& table)
{
  table.add({
      {"GET",
       "directory/deletedItems/microsoft.graph.user",
       permission::k_read_users,
       list_deleted_users},
      {"GET",
       "directory/deletedItems/microsoft.graph.user/$count",
       permission::k_read_users,
       count_deleted_users},
      {"GET",
       "directory/deletedItems/microsoft.graph.group",
       permission::k_read_groups,
       list_deleted_groups},
      {"GET", "directory/deletedItems/{}", permission::k_read_users, get_deleted},
      {"POST", "directory/deletedItems/{}/restore", permission::k_delete_users, restore},
      {"DELETE", "directory/deletedItems/{}", permission::k_purge_users, purge},
  });
}

} // namespace lpaz::sandbox::graph
