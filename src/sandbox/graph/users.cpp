#include "sandbox/graph/users.hpp"

#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/user_writes.hpp"

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::User;

std::function<bool(const User&)> live_and_visible(const Call& call)
{
  return [&call](const User& user) { return !user.is_deleted() && call.sees(user); };
}

// The one user that a filter on an indexed property names, found without visiting all others.
const User* indexed_user(const Call& call, const store::Directory& directory)
{
  if (!call.query.filter) {
    return nullptr;
  }
  if (const auto name = only_equal(*call.query.filter, "userPrincipalName")) {
    return directory.find_user_by_name(*name);
  }
  if (const auto text = only_equal(*call.query.filter, "id")) {
    const auto id = store::ObjectId::parse(*text);
    return id ? directory.find_user(*id) : nullptr;
  }
  return nullptr;
}

Result<Response> list_users(Call& call)
{
  const auto directory = call.tenant().read();
  const ListRules rules{.context = "users", .annotation = {}};
  if (const User* user = indexed_user(call, *directory); user != nullptr && call.sees(*user)) {
    ListRows<User> rows({user});
    return Listing(call, user_type(), rows, related_of_users(*directory)).respond(rules);
  }
  TableRows<User> rows(directory->users(), live_and_visible(call));
  return Listing<User>(call, user_type(), rows, related_of_users(*directory)).respond(rules);
}

Result<Response> count_users(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<User> rows(directory->users(), live_and_visible(call));
  return Listing<User>(call, user_type(), rows).respond_count();
}

Result<Response> get_user(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const User* user, require_user(call, *directory, call.parameter()));
  return respond_entity_with(call, user_type(), *user, "users", related_of_users(*directory));
}

Result<Response> get_me(Call&)
{
  return refuse(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
}

} // namespace

Result<const User*>
require_user(const Call& call, const store::Directory& directory, std::string_view id_or_name)
{
  const auto id = store::ObjectId::parse(id_or_name);
  const User* user = id ? directory.find_user(*id) : directory.find_user_by_name(id_or_name);
  if (user == nullptr || !call.sees(*user)) {
    return no_such_object(id_or_name);
  }
  return user;
}

Status check_may_change(const Call& call, const store::Directory& directory, const User& user)
{
  const auto held = directory.roles_of(user.id);
  if (held.empty()) {
    return {};
  }
  const auto is_privileged = [](const store::ObjectId& role) {
    const auto* definition = store::find_role_definition(role);
    return definition == nullptr || definition->is_privileged;
  };
  const auto own = directory.roles_of(call.caller.principal);
  const auto holds = [&](std::string_view role) {
    return std::ranges::find(own, *store::ObjectId::parse(role)) != own.end();
  };
  constexpr std::string_view k_privileged_authentication = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
  constexpr std::string_view k_user_administrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
  const bool outranks_all = std::ranges::find(own, store::global_administrator()) != own.end() ||
                            holds(k_privileged_authentication);
  if (outranks_all || (holds(k_user_administrator) && std::ranges::none_of(held, is_privileged))) {
    return {};
  }
  return insufficient_privileges();
}

void audit_user(const Call& call,
                store::Directory& directory,
                const User& user,
                std::string_view activity)
{
  store::DirectoryAudit audit;
  audit.activity = call.now;
  audit.category = "UserManagement";
  audit.activity_name = activity;
  audit.service = "Core Directory";
  audit.operation = activity.starts_with("Delete") ? "Delete" : "Update";
  audit.initiator = directory.display_name_of(call.caller.principal);
  audit.initiator_app_id = call.caller.app_id;
  audit.target_type = "User";
  audit.target_id = user.id;
  audit.target_name = user.display_name;
  audit.target_principal_name = user.user_principal_name;
  directory.append_audit(std::move(audit));
}

void add_user_routes(RouteTable& table)
{
  table.add({
      {"GET", "users", permission::k_read_users, list_users},
      {"GET", "users/$count", permission::k_read_users, count_users},
      {"GET", "users/{}", permission::k_read_users, get_user},
      {"POST", "users", permission::k_write_users, create_user},
      {"PATCH", "users/{}", permission::k_enable_users, update_user},
      {"DELETE", "users/{}", permission::k_delete_users, delete_user},
      {"POST", "users/{}/revokeSignInSessions", permission::k_revoke_sessions, revoke_sessions},
      {"GET", "me", "", get_me},
  });
}

} // namespace lpaz::sandbox::graph
