#include "sandbox/lastpass/enterprise_api.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

using util::Json;

struct Call {
  Company& company;
  const Json& data;
  util::TimePoint now;
};

Json failure(std::string_view text)
{
  return {{"status", "FAIL"}, {"errors", {text}}};
}

const Account* named(const Call& call)
{
  return call.company.find_account_by_name(util::string_at(call.data, "username"));
}

Json set_active(const Call& call, bool active)
{
  Json changed = Json::array();
  Json unchanged = Json::array();
  Json errors = Json::array();
  for (const auto& name : call.data.is_array() ? call.data : Json::array({call.data})) {
    const auto* account =
        name.is_string() ? call.company.find_account_by_name(name.get<std::string>()) : nullptr;
    if (account == nullptr) {
      errors.push_back("unknown user");
    } else if (account->active == active) {
      unchanged.push_back(account->user_name);
    } else {
      call.company.set_active(account->id, active, call.now);
      changed.push_back(account->user_name);
    }
  }
  return {{"status", "success"},
          {active ? "enabled_users" : "disabled_users", changed},
          {"unchanged_users", unchanged},
          {"error", errors}};
}

Json get_user_data(const Call& call)
{
  return user_list(call.company, call.data);
}

Json disable_user(const Call& call)
{
  return set_active(call, false);
}

Json enable_user(const Call& call)
{
  return set_active(call, true);
}

Json delete_user(const Call& call)
{
  const auto* account = named(call);
  const auto action = util::integer_at(call.data, "deleteaction", 0);
  if (account == nullptr) {
    return failure("unknown user");
  }
  if (action < 0 || action > 3) {
    return failure("deleteaction must be 0, 1, 2 or 3");
  }
  if (action == 3 && account->has_logged_in) {
    return failure("the user is no invited one");
  }
  if (action == 0) {
    call.company.set_active(account->id, false, call.now);
  } else {
    call.company.delete_account(std::string(account->id), call.now);
  }
  return {{"status", "OK"}};
}

Json reinvite_user(const Call& call)
{
  const auto* account = named(call);
  if (account == nullptr || account->has_logged_in) {
    return failure(account == nullptr ? "unknown user" : "the user is no invited one");
  }
  call.company.reinvite(account->id, call.now);
  return {{"status", "OK"}};
}

void add_groups(const Call& call, const Account& account, const Json& groups)
{
  for (const auto& name : groups) {
    if (!name.is_string() || name.get<std::string>().empty()) {
      continue;
    }
    const auto* group = call.company.find_group_by_name(name.get<std::string>());
    if (group == nullptr) {
      group = &call.company.add_group({{"displayName", name}}, call.now);
    }
    call.company.add_member(group->id, account.id);
  }
}

Json add_users(const Call& call)
{
  Json errors = Json::array();
  for (const auto& user : call.data.is_array() ? call.data : Json::array({call.data})) {
    const std::string name = util::string_at(user, "username");
    if (name.empty() || call.company.find_account_by_name(name) != nullptr) {
      errors.push_back(name.empty() ? "a user has no name" : "the user exists already: " + name);
      continue;
    }
    const auto& account = call.company.add_account(
        {{"userName", name}, {"displayName", util::string_at(user, "fullname")}}, call.now);
    if (const auto* groups = util::find_array(user, "groups")) {
      add_groups(call, account, *groups);
    }
  }
  return errors.empty() ? Json{{"status", "OK"}} : Json{{"status", "WARN"}, {"errors", errors}};
}

Json update_user(const Call& call)
{
  const auto* account = named(call);
  if (account == nullptr) {
    return failure("unknown user");
  }
  auto document = util::parse_json(account->document, "stored resource");
  if (const auto name = util::find_string(call.data, "fullname"); name && document) {
    (*document)["displayName"] = *name;
    (*document)["active"] = account->active;
    call.company.replace_account(std::string(account->id), *document, call.now);
  }
  return {{"status", "OK"}};
}

struct Command {
  std::string_view name;
  Json (*run)(const Call& call);
};

constexpr std::array k_commands{
    Command{"getuserdata", get_user_data},
    Command{"disableuser", disable_user},
    Command{"enableuser", enable_user},
    Command{"deluser", delete_user},
    Command{"reinviteuser", reinvite_user},
    Command{"batchadd", add_users},
    Command{"updateuser", update_user},
};

} // namespace

util::Json run_enterprise_command(Company& company,
                                  std::string_view command,
                                  const util::Json& data,
                                  util::TimePoint now)
{
  for (const auto& known : k_commands) {
    if (known.name == command) {
      return known.run({company, data, now});
    }
  }
  return failure("unknown command");
}

} // namespace lpaz::sandbox::lastpass
