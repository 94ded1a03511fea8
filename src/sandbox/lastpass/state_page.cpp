#include "sandbox/lastpass/state_page.hpp"

#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::sandbox::lastpass {
namespace {

util::OrderedJson member_names(const Company& company, const Group& group)
{
  std::vector<std::string> names;
  for (const auto& id : group.members) {
    if (const auto* account = company.find_account(id)) {
      names.push_back(account->user_name);
    }
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> emails_of(const util::Json& document)
{
  std::vector<std::string> addresses;
  const auto* emails = util::find_array(document, "emails");
  for (const auto& email : emails == nullptr ? util::Json::array() : *emails) {
    if (auto address = util::string_at(email, "value"); !address.empty()) {
      addresses.push_back(std::move(address));
    }
  }
  return addresses;
}

} // namespace

util::OrderedJson account_state(const Company& company, const Account& account, util::TimePoint now)
{
  const auto parsed = util::parse_json(account.document, "stored resource");
  const util::Json document = parsed ? *parsed : util::Json::object();
  std::vector<std::string> groups;
  for (const auto& id : account.groups) {
    if (const auto* group = company.find_group(id)) {
      groups.push_back(group->display_name);
    }
  }
  std::ranges::sort(groups);
  util::OrderedJson json;
  json["id"] = account.id;
  json["userName"] = account.user_name;
  json["displayName"] = util::string_at(document, "displayName");
  json["active"] = account.active;
  json["status"] = account.status(now);
  json["created"] = util::format_rfc3339(account.created);
  json["disabledSince"] = account.disabled_since
                              ? util::OrderedJson(util::format_rfc3339(*account.disabled_since))
                              : util::OrderedJson();
  json["emails"] = emails_of(document);
  json["groups"] = groups;
  return json;
}

util::OrderedJson state_of(const Company& company, util::TimePoint now)
{
  util::OrderedJson state;
  state["users"] = util::OrderedJson::array();
  company.for_each_account([&](const Account& account) {
    state["users"].push_back(account_state(company, account, now));
  });
  state["groups"] = util::OrderedJson::array();
  for (const auto& group : company.groups()) {
    util::OrderedJson json;
    json["id"] = group->id;
    json["displayName"] = group->display_name;
    json["members"] = member_names(company, *group);
    state["groups"].push_back(std::move(json));
  }
  state["deleted"] = util::OrderedJson::array();
  for (const auto& account : company.deleted()) {
    util::OrderedJson json;
    json["userName"] = account.user_name;
    json["deletedDateTime"] = util::format_rfc3339(account.when);
    state["deleted"].push_back(std::move(json));
  }
  return state;
}

} // namespace lpaz::sandbox::lastpass
