#include "lpaz/graph/user.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::graph {
namespace {

constexpr int k_users_a_page = 999;
constexpr std::string_view k_deleted_users = "/directory/deletedItems/microsoft.graph.user";
constexpr std::string_view k_deleted_select =
    "id,userPrincipalName,displayName,mail,accountEnabled,userType,onPremisesSyncEnabled,"
    "signInSessionsValidFromDateTime,deletedDateTime";

} // namespace

User parse_user(const nlohmann::json& json)
{
  User user;
  user.id = util::string_at(json, "id");
  user.user_principal_name = util::string_at(json, "userPrincipalName");
  user.display_name = util::string_at(json, "displayName");
  user.mail = util::string_at(json, "mail");
  user.account_enabled = util::find_bool(json, "accountEnabled");
  user.user_type = util::string_at(json, "userType");
  user.on_premises_sync_enabled = util::bool_at(json, "onPremisesSyncEnabled");
  user.sign_in_sessions_valid_from = util::string_at(json, "signInSessionsValidFromDateTime");
  user.deleted_date_time = util::string_at(json, "deletedDateTime");
  return user;
}

User parse_deleted_user(const nlohmann::json& json)
{
  User user = parse_user(json);
  user.in_recycle_bin = true;
  return user;
}

GraphRequest get_user_request(std::string_view id_or_name)
{
  const std::string query = ODataQuery().select(k_user_select).text();
  const std::string user = util::is_uuid(id_or_name) ? fmt::format("/users/{}", id_or_name)
                                                     : "/users" + odata_key(id_or_name);
  return needs(get_request(user + query), "User.Read.All");
}

GraphRequest list_users_request(std::string_view filter)
{
  ODataQuery query;
  query.select(k_user_select).top(k_users_a_page);
  if (!filter.empty()) {
    query.filter(filter);
  }
  return needs(get_request("/users" + query.text()), "User.Read.All");
}

GraphRequest list_memberships_request(std::string_view id)
{
  const std::string query = ODataQuery().select("id").top(k_users_a_page).text();
  return needs(get_request(fmt::format("/users/{}/memberOf{}", id, query)), "User.Read.All");
}

GraphRequest set_account_enabled_request(std::string_view id, bool enabled)
{
  return needs(
      repeatable(patch_request(fmt::format("/users/{}", id), {{"accountEnabled", enabled}})),
      "User.EnableDisableAccount.All (or User.ReadWrite.All)");
}

GraphRequest revoke_sessions_request(std::string_view id)
{
  return needs(repeatable(action_request(fmt::format("/users/{}/revokeSignInSessions", id))),
               "User.RevokeSessions.All (or User.ReadWrite.All)");
}

GraphRequest delete_user_request(std::string_view id)
{
  return needs(delete_request(fmt::format("/users/{}", id)),
               "User.DeleteRestore.All (or User.ReadWrite.All)");
}

GraphRequest list_deleted_users_request()
{
  const std::string query = ODataQuery().select(k_deleted_select).top(k_users_a_page).text();
  return needs(get_request(std::string(k_deleted_users) + query), "User.Read.All");
}

GraphRequest find_deleted_users_request(const std::vector<std::string>& names)
{
  std::string filter;
  for (const std::string& name : names) {
    filter += fmt::format(
        "{}endswith(userPrincipalName,{})", filter.empty() ? "" : " or ", odata_literal(name));
  }
  const std::string query =
      ODataQuery().select(k_deleted_select).filter(filter).count().top(k_users_a_page).text();
  return needs(get_eventual_request(std::string(k_deleted_users) + query), "User.Read.All");
}

GraphRequest get_deleted_user_request(std::string_view id)
{
  const std::string query = ODataQuery().select(k_deleted_select).text();
  return needs(get_request(fmt::format("/directory/deletedItems/{}{}", id, query)),
               "User.Read.All");
}

GraphRequest restore_user_request(std::string_view id)
{
  return needs(action_request(fmt::format("/directory/deletedItems/{}/restore", id)),
               "User.DeleteRestore.All (or User.ReadWrite.All)");
}

GraphRequest purge_user_request(std::string_view id)
{
  return needs(delete_request(fmt::format("/directory/deletedItems/{}", id)),
               "User.DeleteRestore.All (or User.ReadWrite.All)");
}

} // namespace lpaz::graph
