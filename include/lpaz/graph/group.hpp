#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

// "group resource type"
struct Group {
  std::string id;
  std::string display_name;
  std::string description;
  bool security_enabled = false;
  bool is_dynamic = false; // members come from a rule, not from us
  bool on_premises_sync_enabled = false;
  bool is_role_assignable = false; // its members can hold directory roles through it
};

// A member of a group; `kind` is the last part of its @odata.type: user, group, device, ….
struct GroupMember {
  std::string kind;
  std::string id;
  std::string display_name;
  std::string user_principal_name;
  std::string mail;
  std::optional<bool> account_enabled; // only users have it
};

struct NewGroup {
  std::string display_name;
  std::string description;
  std::string mail_nickname;
  std::vector<std::string> member_ids; // users
};

Group parse_group(const nlohmann::json& json);
GroupMember parse_group_member(const nlohmann::json& json);

GraphRequest get_group_request(std::string_view id);
// All groups of exactly this display name; there may be several.
GraphRequest find_groups_request(std::string_view display_name);
// Not repeatable: display names are not unique, a second call makes a second group. At most 20
// members.
GraphRequest create_group_request(const GraphClient& client, const NewGroup& group);
GraphRequest list_members_request(std::string_view group_id);
// Direct members with the properties of users; what is no user has few of them.
GraphRequest list_member_users_request(std::string_view group_id);
GraphRequest list_owners_request(std::string_view group_id);
// All groups that can hold directory roles: at most 500 in a tenant.
GraphRequest list_role_assignable_groups_request();
// Direct members, and members of nested groups.
GraphRequest list_transitive_members_request(std::string_view group_id);
// Adding someone who is a member already is ErrorKind::conflict.
GraphRequest
add_member_request(const GraphClient& client, std::string_view group_id, std::string_view id);
// Removing someone who is not a member is ErrorKind::not_found. The only place that builds this
// URL: without its /$ref Graph deletes the member itself.
GraphRequest remove_member_request(std::string_view group_id, std::string_view id);

} // namespace lpaz::graph
