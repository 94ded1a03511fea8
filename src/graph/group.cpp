#include "lpaz/graph/group.hpp"

#include "lpaz/graph/odata_kind.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::graph {
namespace {

constexpr int k_groups_a_page = 999;
constexpr std::string_view k_group_select =
    "id,displayName,description,securityEnabled,groupTypes,onPremisesSyncEnabled,"
    "isAssignableToRole";
constexpr std::string_view k_member_select = "id,displayName,userPrincipalName,mail,accountEnabled";
constexpr std::string_view k_write_members = "GroupMember.ReadWrite.All";

bool has_dynamic_membership(const nlohmann::json& json)
{
  const auto* types = util::find_array(json, "groupTypes");
  return types != nullptr && std::any_of(types->begin(), types->end(), [](const auto& type) {
           return type == "DynamicMembership";
         });
}

} // namespace

Group parse_group(const nlohmann::json& json)
{
  Group group;
  group.id = util::string_at(json, "id");
  group.display_name = util::string_at(json, "displayName");
  group.description = util::string_at(json, "description");
  group.security_enabled = util::bool_at(json, "securityEnabled");
  group.is_dynamic = has_dynamic_membership(json);
  group.on_premises_sync_enabled = util::bool_at(json, "onPremisesSyncEnabled");
  group.is_role_assignable = util::bool_at(json, "isAssignableToRole");
  return group;
}

GroupMember parse_group_member(const nlohmann::json& json)
{
  GroupMember member;
  member.kind = odata_kind(json);
  member.id = util::string_at(json, "id");
  member.display_name = util::string_at(json, "displayName");
  member.user_principal_name = util::string_at(json, "userPrincipalName");
  member.mail = util::string_at(json, "mail");
  member.account_enabled = util::find_bool(json, "accountEnabled");
  return member;
}

GraphRequest get_group_request(std::string_view id)
{
  return needs(
      get_request(fmt::format("/groups/{}{}", id, ODataQuery().select(k_group_select).text())),
      "GroupMember.Read.All");
}

GraphRequest find_groups_request(std::string_view display_name)
{
  const std::string query =
      ODataQuery()
          .select(k_group_select)
          .filter(fmt::format("displayName eq {}", odata_literal(display_name)))
          .top(k_groups_a_page)
          .text();
  return needs(get_request("/groups" + query), "GroupMember.Read.All");
}

GraphRequest create_group_request(const GraphClient& client, const NewGroup& group)
{
  nlohmann::json body = {{"displayName", group.display_name},
                         {"mailEnabled", false},
                         {"mailNickname", group.mail_nickname},
                         {"securityEnabled", true},
                         {"groupTypes", nlohmann::json::array()}};
  if (!group.description.empty()) {
    body["description"] = group.description;
  }
  for (const std::string& id : group.member_ids) {
    body["members@odata.bind"].push_back(client.directory_object_url(id));
  }
  return needs(post_request("/groups", body), "Group.Create and GroupMember.ReadWrite.All");
}

GraphRequest list_members_request(std::string_view group_id)
{
  const std::string query = ODataQuery().select(k_member_select).top(k_groups_a_page).text();
  return needs(get_request(fmt::format("/groups/{}/members{}", group_id, query)),
               "GroupMember.Read.All");
}

GraphRequest list_member_users_request(std::string_view group_id)
{
  const std::string query = ODataQuery().select(k_user_select).top(k_groups_a_page).text();
  return needs(get_request(fmt::format("/groups/{}/members{}", group_id, query)),
               "GroupMember.Read.All and User.Read.All");
}

GraphRequest list_owners_request(std::string_view group_id)
{
  const std::string query = ODataQuery().select("id").top(k_groups_a_page).text();
  return needs(get_request(fmt::format("/groups/{}/owners{}", group_id, query)),
               "GroupMember.Read.All");
}

GraphRequest list_role_assignable_groups_request()
{
  const std::string query = ODataQuery()
                                .select("id,displayName")
                                .filter("isAssignableToRole eq true")
                                .top(k_groups_a_page)
                                .text();
  return needs(get_request("/groups" + query), "GroupMember.Read.All");
}

GraphRequest list_transitive_members_request(std::string_view group_id)
{
  const std::string query = ODataQuery().select(k_member_select).top(k_groups_a_page).text();
  return needs(get_request(fmt::format("/groups/{}/transitiveMembers{}", group_id, query)),
               "GroupMember.Read.All");
}

GraphRequest
add_member_request(const GraphClient& client, std::string_view group_id, std::string_view id)
{
  return needs(repeatable(post_request(fmt::format("/groups/{}/members/$ref", group_id),
                                       {{"@odata.id", client.directory_object_url(id)}})),
               std::string(k_write_members));
}

GraphRequest remove_member_request(std::string_view group_id, std::string_view id)
{
  return needs(delete_request(fmt::format("/groups/{}/members/{}/$ref", group_id, id)),
               std::string(k_write_members));
}

} // namespace lpaz::graph
