#include "sandbox/lastpass/enterprise_api.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::sandbox::lastpass {
namespace {

struct UserQuery {
  std::string user_name;
  std::optional<bool> disabled;
  std::optional<bool> admin;
  std::size_t page_size = 0; // 0: all
  std::size_t page_index = 0;
};

// 1, "1" or true.
std::optional<bool> flag(const util::Json& json, const char* key)
{
  const auto* found = util::find_member(json, key);
  if (found == nullptr) {
    return std::nullopt;
  }
  return *found == util::Json(1) || *found == util::Json("1") || *found == util::Json(true);
}

std::size_t size(const util::Json& json, const char* key)
{
  const auto number = util::find_integer(json, key);
  return number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
}

UserQuery read_query(const util::Json& json)
{
  return {util::string_at(json, "username"),
          flag(json, "disabled"),
          flag(json, "admin"),
          size(json, "pagesize"),
          size(json, "pageindex")};
}

bool is_wanted(const Account& account, const UserQuery& query)
{
  return (query.user_name.empty() ||
          util::equals_ignoring_case(query.user_name, account.user_name)) &&
         (!query.disabled || *query.disabled == !account.active) &&
         (!query.admin || *query.admin == account.is_admin);
}

// "2026-01-02 03:04:05", without a zone.
std::string local_time(util::TimePoint time)
{
  std::string text = util::format_rfc3339(time).substr(0, 19);
  std::ranges::replace(text, 'T', ' ');
  return text;
}

std::string full_name_of(const Account& account)
{
  const auto document = util::parse_json(account.document, "stored resource");
  return document ? util::string_at(*document, "displayName") : std::string();
}

util::Json user_json(const Company& company, const Account& account)
{
  const util::Json nothing;
  util::Json json{
      {"username", account.user_name},
      {"fullname", full_name_of(account)},
      {"mpstrength", account.has_logged_in ? "100" : ""},
      {"created", local_time(account.created)},
      {"last_pw_change", account.has_logged_in ? local_time(account.created) : ""},
      {"last_login", account.has_logged_in ? local_time(account.modified) : ""},
      {"neverloggedin", !account.has_logged_in},
      {"disabled", !account.active},
      {"admin", account.is_admin},
      {"totalscore", nothing},
      {"duousername", ""},
      {"sites", account.has_logged_in ? util::Json(0) : nothing},
      {"notes", account.has_logged_in ? util::Json(0) : nothing},
      {"formfills", account.has_logged_in ? util::Json(0) : nothing},
      {"applications", nothing},
      {"attachments", nothing},
      {"password_reset_required", false},
  };
  for (const auto& id : account.groups) {
    if (const Group* group = company.find_group(id)) {
      json["groups"].push_back(group->display_name); // absent without any
    }
  }
  return json;
}

util::Json group_members(const Company& company, const std::vector<const Account*>& accounts)
{
  util::Json groups;
  for (const auto* account : accounts) {
    for (const auto& id : account->groups) {
      if (const Group* group = company.find_group(id)) {
        groups[group->display_name].push_back(account->user_name);
      }
    }
  }
  return groups.is_null() ? util::Json::array() : groups;
}

} // namespace

util::Json user_list(const Company& company, const util::Json& data)
{
  const UserQuery query = read_query(data);
  std::vector<const Account*> found;
  const auto add = [&](const Account& account) {
    if (is_wanted(account, query)) {
      found.push_back(&account);
    }
  };
  if (const auto* named = company.find_account_by_name(query.user_name)) {
    add(*named);
  } else if (query.user_name.empty()) {
    company.for_each_account(add);
  }
  const std::size_t total = found.size();
  if (query.page_size > 0) {
    const std::size_t begin = std::min(query.page_index * query.page_size, total);
    const std::size_t end = std::min(begin + query.page_size, total);
    found = {found.begin() + static_cast<std::ptrdiff_t>(begin),
             found.begin() + static_cast<std::ptrdiff_t>(end)};
  }
  util::Json users;
  for (const auto* account : found) {
    users[std::to_string(account->uid)] = user_json(company, *account);
  }
  util::Json answer{{"total", total}, {"count", found.size()}};
  // An empty object is an empty array here, as from PHP.
  answer["Users"] = users.is_null() ? util::Json::array() : std::move(users);
  if (query.page_size == 0) {
    answer["Groups"] = group_members(company, found);
  }
  return answer;
}

} // namespace lpaz::sandbox::lastpass
