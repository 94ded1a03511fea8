#include "model/json_text.hpp"
#include "model/service.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::model {
namespace {

using nlohmann::json;

std::string account_text(const Account& account)
{
  return json_string(account.key) + ":" +
         object({{"username", json_string(account.user_name)},
                 {"fullname", json_string(account.user_name)},
                 {"mpstrength", "\"100\""},
                 {"created", "\"2026-01-02 03:04:05\""},
                 {"last_pw_change", "\"2026-01-02 03:04:05\""},
                 {"last_login", "\"2026-11-01 07:00:00\""},
                 {"neverloggedin", "false"},
                 {"disabled", boolean(account.disabled)},
                 {"admin", "false"},
                 {"totalscore", "\"0\""},
                 {"duousername", "null"},
                 {"password_reset_required", "false"}});
}

bool wants(const json& query, const Account& account)
{
  const auto name = query.find("username");
  if (name != query.end()) {
    return util::equals_ignoring_case(account.user_name, name->get<std::string>());
  }
  const auto disabled = query.find("disabled");
  return disabled == query.end() || (*disabled == 1) == account.disabled;
}

} // namespace

Service::Answer Service::last_pass(const std::string& body)
{
  const json request = json::parse(body, nullptr, false);
  const std::string command = request.value("cmd", "");
  const json argument = request.value("data", json::object());
  if (command == "getuserdata") {
    return list_accounts(argument);
  }
  if (command == "disableuser") {
    return disable_accounts(argument);
  }
  unknown = unknown.empty() ? "LastPass " + command : unknown;
  return {200, "{\"status\":\"FAIL\",\"errors\":[\"The model does not know this command.\"]}"};
}

// By name; a list that somebody changes between two pages shifts.
Service::Answer Service::list_accounts(const json& query)
{
  if (m_world.setup.shifting && query.value("pageindex", 0) > 0 && m_world.chance(40)) {
    shift_accounts();
  }
  std::vector<const Account*> found;
  for (const Account& account : m_world.accounts) {
    if (account.exists && wants(query, account)) {
      found.push_back(&account);
    }
  }
  std::ranges::sort(found, {}, &Account::user_name);
  const int size = std::min(query.value("pagesize", 100), m_world.setup.page);
  const auto begin = std::min(
      static_cast<std::size_t>(std::max(query.value("pageindex", 0) * size, 0)), found.size());
  const auto end = std::min(begin + static_cast<std::size_t>(size), found.size());
  std::string users;
  for (std::size_t i = begin; i < end; ++i) {
    users += (users.empty() ? "" : ",") + account_text(*found[i]);
  }
  return {200,
          fmt::format(
              "{{\"total\":{},\"count\":{},\"Users\":{{{}}}}}", found.size(), end - begin, users)};
}

// Somebody else's account, first in the list, comes or goes.
void Service::shift_accounts()
{
  const std::string name = "aaron@contoso.example";
  const int index = m_world.find_account(name);
  if (index >= 0) {
    m_world.accounts[static_cast<std::size_t>(index)].exists = false;
  } else {
    m_world.add_account(name);
  }
}

Service::Answer Service::disable_accounts(const json& names)
{
  json disabled = json::array();
  json unchanged = json::array();
  for (const json& name : names.is_array() ? names : json::array({names})) {
    const int index = m_world.find_account(name.get<std::string>());
    if (index < 0) {
      continue;
    }
    Account& account = m_world.accounts[static_cast<std::size_t>(index)];
    (account.disabled ? unchanged : disabled).push_back(name);
    if (!account.disabled) {
      account.disabled = true;
      account.manual_at = m_world.now;
    }
  }
  return {200, json{{"disabled_users", disabled}, {"unchanged_users", unchanged}}.dump()};
}

} // namespace lpaz::model
