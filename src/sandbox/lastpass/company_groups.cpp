#include "sandbox/lastpass/company.hpp"
#include "sandbox/lastpass/resource_filter.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

void replace_document(Group& group, util::Json resource, util::TimePoint now)
{
  const auto* name = find_attribute(resource, "displayName");
  group.display_name = name != nullptr && name->is_string() ? name->get<std::string>() : "";
  for (const auto* key : {"id", "meta", "schemas", "members"}) {
    resource.erase(key);
  }
  group.document = util::dump_json(resource);
  group.modified = now;
}

} // namespace

Group* Company::edit_group(std::string_view id)
{
  const auto found = std::ranges::find_if(m_groups, [&](const auto& g) { return g->id == id; });
  return found == m_groups.end() ? nullptr : found->get();
}

const Group* Company::find_group(std::string_view id) const
{
  const auto found = std::ranges::find_if(m_groups, [&](const auto& g) { return g->id == id; });
  return found == m_groups.end() ? nullptr : found->get();
}

const Group* Company::find_group_by_name(std::string_view display_name) const
{
  const auto found = std::ranges::find_if(m_groups, [&](const auto& g) {
    return util::equals_ignoring_case(g->display_name, display_name);
  });
  return found == m_groups.end() ? nullptr : found->get();
}

const Group& Company::add_group(const util::Json& resource, util::TimePoint now)
{
  auto group = std::make_unique<Group>();
  group->id = util::new_uuid();
  group->created = now;
  replace_document(*group, resource, now);
  m_groups.push_back(std::move(group));
  return *m_groups.back();
}

void Company::replace_group(std::string_view id, const util::Json& resource, util::TimePoint now)
{
  if (Group* group = edit_group(id)) {
    replace_document(*group, resource, now);
  }
}

void Company::delete_group(std::string_view id)
{
  clear_members(id);
  std::erase_if(m_groups, [&](const auto& group) { return group->id == id; });
}

bool Company::add_member(std::string_view group, std::string_view account)
{
  Group* edited = edit_group(group);
  Account* member = edit(account);
  if (edited == nullptr || member == nullptr) {
    return false;
  }
  edited->members.insert(member->id);
  member->groups.insert(edited->id);
  return true;
}

void Company::remove_member(std::string_view group, std::string_view account)
{
  Group* edited = edit_group(group);
  if (edited == nullptr || edited->members.erase(std::string(account)) == 0) {
    return;
  }
  if (Account* member = edit(account)) {
    member->groups.erase(edited->id);
  }
}

void Company::clear_members(std::string_view group)
{
  Group* edited = edit_group(group);
  if (edited == nullptr) {
    return;
  }
  for (const auto& id : std::exchange(edited->members, {})) {
    if (Account* member = edit(id)) {
      member->groups.erase(edited->id);
    }
  }
}

} // namespace lpaz::sandbox::lastpass
