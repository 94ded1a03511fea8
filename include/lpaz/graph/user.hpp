#pragma once

#include "lpaz/graph/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

// The properties of a user that lpaz reads ("user resource type"). Always selected by name: whole
// user objects would carry attributes that are none of our business, such as LastPass's key part.
// Texts that Graph did not send are empty.
struct User {
  std::string id;
  std::string user_principal_name;
  std::string display_name;
  std::string mail;
  std::optional<bool> account_enabled; // not sent = unknown
  std::string user_type;               // Member or Guest
  bool on_premises_sync_enabled = false;
  std::string sign_in_sessions_valid_from; // RFC 3339
  std::string deleted_date_time;           // RFC 3339, only in the recycle bin
  bool in_recycle_bin = false;             // the answer came from there

  bool is_deleted() const { return in_recycle_bin || !deleted_date_time.empty(); }
  bool is_guest() const { return user_type == "Guest"; }
};

inline constexpr std::string_view k_user_select =
    "id,userPrincipalName,displayName,mail,accountEnabled,userType,onPremisesSyncEnabled,"
    "signInSessionsValidFromDateTime";

User parse_user(const nlohmann::json& json);
// Of an answer from the recycle bin, whatever members it has.
User parse_deleted_user(const nlohmann::json& json);

// By object id or user principal name.
GraphRequest get_user_request(std::string_view id_or_name);
// One page of 999; `filter` may be empty.
GraphRequest list_users_request(std::string_view filter);
// The groups, roles and units that a user is a direct member of; ids only.
GraphRequest list_memberships_request(std::string_view id);
GraphRequest set_account_enabled_request(std::string_view id, bool enabled);
GraphRequest revoke_sessions_request(std::string_view id);
GraphRequest delete_user_request(std::string_view id);

// The recycle bin ("List deletedItems"), 999 to a page.
GraphRequest list_deleted_users_request();
// Deleted users whose user principal name, which the bin prefixes with the id, ends in one of these
// names; at most 15.
GraphRequest find_deleted_users_request(const std::vector<std::string>& names);
GraphRequest get_deleted_user_request(std::string_view id);
GraphRequest restore_user_request(std::string_view id);
// For good, from the recycle bin ("Permanently delete item").
GraphRequest purge_user_request(std::string_view id);

} // namespace lpaz::graph
