#include "sandbox/lastpass/scim_resource.hpp"

#include "sandbox/lastpass/attribute_path.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

util::Json meta_of(std::string_view type,
                   const std::string& location,
                   std::pair<util::TimePoint, util::TimePoint> times)
{
  util::Json meta;
  meta["resourceType"] = type;
  meta["created"] = util::format_rfc3339(times.first);
  meta["lastModified"] = util::format_rfc3339(times.second);
  meta["location"] = location;
  return meta;
}

util::Json stored(const std::string& document)
{
  auto json = util::parse_json(document, "stored resource");
  return json && json->is_object() ? *std::move(json) : util::Json::object();
}

std::vector<std::string> names_of(std::string_view list)
{
  std::vector<std::string> names;
  for (const auto part : util::split(list, ',')) {
    const auto path = parse_path(util::trim(part));
    if (path) {
      names.push_back(path->schema.empty() ? path->attribute : path->schema);
    }
  }
  return names;
}

bool lists(const std::vector<std::string>& names, std::string_view name)
{
  return std::ranges::any_of(
      names, [&](const std::string& each) { return util::equals_ignoring_case(each, name); });
}

} // namespace

util::Json user_resource(const Company& company, const Account& account, std::string_view base)
{
  util::Json json = stored(account.document);
  json["schemas"] = {k_core_user};
  for (auto member = json.begin(); member != json.end(); ++member) {
    if (member.key().starts_with("urn:") && member->is_object()) {
      json["schemas"].push_back(member.key());
    }
  }
  json["id"] = account.id;
  json["userName"] = account.user_name;
  json["active"] = account.active;
  json["groups"] = util::Json::array();
  for (const auto& id : account.groups) {
    if (const Group* group = company.find_group(id)) {
      json["groups"].push_back({{"value", id}, {"display", group->display_name}});
    }
  }
  json["meta"] = meta_of(
      "User", std::string(base) + "/Users/" + account.id, {account.created, account.modified});
  return json;
}

util::Json
group_resource(const Company& company, const Group& group, std::string_view base, bool members)
{
  util::Json json = stored(group.document);
  json["schemas"] = {k_core_group};
  json["id"] = group.id;
  json["displayName"] = group.display_name;
  if (members) {
    json["members"] = util::Json::array();
    for (const auto& id : group.members) {
      if (const Account* account = company.find_account(id)) {
        json["members"].push_back({{"value", id}, {"display", account->user_name}});
      }
    }
  }
  json["meta"] =
      meta_of("Group", std::string(base) + "/Groups/" + group.id, {group.created, group.modified});
  return json;
}

Projection Projection::parse(std::string_view only, std::string_view excluded)
{
  return {only.empty() ? std::vector<std::string>() : names_of(only),
          excluded.empty() ? std::vector<std::string>() : names_of(excluded)};
}

bool Projection::wants(std::string_view attribute) const
{
  return (only.empty() || lists(only, attribute)) && !lists(excluded, attribute);
}

void Projection::apply(util::Json& resource) const
{
  for (auto member = resource.begin(); member != resource.end();) {
    const bool is_kept = member.key() == "id" || member.key() == "schemas" || wants(member.key());
    member = is_kept ? std::next(member) : resource.erase(member);
  }
}

} // namespace lpaz::sandbox::lastpass
