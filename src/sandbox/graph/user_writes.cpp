#include "sandbox/graph/user_writes.hpp"

#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/property_patch.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/users.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::User;
using util::Json;

bool is_password(std::string_view name)
{
  return name == "passwordProfile";
}

Status apply(User& user, const Json& body)
{
  LPAZ_CHECK(apply_properties(user, body, store::writable, "User", is_password));
  if (user.display_name.empty()) {
    return bad_request("Invalid value specified for property 'displayName' of resource 'User'.");
  }
  return {};
}

Status check_principal_name(const store::Directory& directory, const User& user)
{
  const auto at = user.user_principal_name.find('@');
  if (at == 0 || at == std::string::npos || at + 1 == user.user_principal_name.size()) {
    return bad_request(
        "Property userPrincipalName is invalid: it has the form alias@domain of the tenant.");
  }
  const User* other = directory.find_user_by_name(user.user_principal_name);
  if (other != nullptr && other->id != user.id) {
    return bad_request(
        "Another object with the same value for property userPrincipalName already exists.");
  }
  return {};
}

bool only_enables(const Json& body)
{
  return body.size() == 1 && body.contains("accountEnabled");
}

// Refuses what an app may not do although its permissions cover the call.
Status check_update(const Call& call,
                    const store::Directory& directory,
                    const User& user,
                    const Json& body)
{
  if (!only_enables(body) && !is_permitted(permission::k_write_users, call.caller.roles)) {
    return insufficient_privileges();
  }
  if (user.is_synced && !(only_enables(body) && call.tenant().behaviour().accepts_synced_writes)) {
    return bad_request(
        "Unable to update the specified properties for on-premises mastered Directory Sync "
        "objects or objects currently undergoing migration.");
  }
  if (body.contains("accountEnabled") || body.contains("userPrincipalName")) {
    return check_may_change(call, directory, user);
  }
  return {};
}

std::string_view activity_of(const Json& body)
{
  const auto enabled = util::find_bool(body, "accountEnabled");
  if (!enabled) {
    return "Update user";
  }
  return *enabled ? "Enable account" : "Disable account";
}

} // namespace

Result<Response> create_user(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  for (const auto* name :
       {"accountEnabled", "displayName", "mailNickname", "userPrincipalName", "passwordProfile"}) {
    if (util::find_member(body, name) == nullptr) {
      return bad_request(
          fmt::format("A value is required for property '{}' of resource 'User'.", name));
    }
  }
  User user;
  user.id = store::ObjectId::random();
  user.created = call.now;
  user.sessions_valid_from = call.now;
  user.visible_from = call.tenant().visible_from_now();
  LPAZ_CHECK(apply(user, body));
  const auto directory = call.tenant().write();
  LPAZ_CHECK(check_principal_name(*directory, user));
  const User& added = directory->add_user(std::move(user));
  audit_user(call, *directory, added, "Add user");
  return respond_entity(call, user_type(), added, "users", 201);
}

Result<Response> update_user(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  const auto directory = call.tenant().write();
  LPAZ_TRY(const User* user, require_user(call, *directory, call.parameter()));
  LPAZ_CHECK(check_update(call, *directory, *user, body));
  User changed = *user;
  LPAZ_CHECK(apply(changed, body));
  LPAZ_CHECK(check_principal_name(*directory, changed));
  if (user->is_synced) {
    directory->set_enabled_in_cloud(user->id, changed.account_enabled, call.now);
  } else {
    directory->update_user(user->id, [&](User& target) { target = std::move(changed); });
  }
  audit_user(call, *directory, *user, activity_of(body));
  return Response::no_content();
}

Result<Response> delete_user(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const User* user, require_user(call, *directory, call.parameter()));
  LPAZ_CHECK(check_may_change(call, *directory, *user));
  audit_user(call, *directory, *user, "Delete user");
  directory->delete_user(user->id, call.now);
  return Response::no_content();
}

Result<Response> revoke_sessions(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const User* user, require_user(call, *directory, call.parameter()));
  directory->update_user(user->id, [&](User& target) { target.sessions_valid_from = call.now; });
  audit_user(call, *directory, *user, "Update StsRefreshTokenValidFrom Timestamp");
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("Edm.Boolean"));
  writer.key("value");
  writer.boolean(true);
  writer.end_object();
  return json_answer(200, writer.take());
}

} // namespace lpaz::sandbox::graph
