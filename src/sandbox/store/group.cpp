#include "sandbox/store/property.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace lpaz::sandbox::store {
namespace {

Value never_deleted(const Group&)
{
  return {};
}

Value rule_state(const Group& group)
{
  return group.membership_rule.empty() ? Value() : Value(std::string_view("On"));
}

Value visibility(const Group& group)
{
  return group.is_unified ? Value(std::string_view("Private")) : Value();
}

std::vector<std::string> group_types(const Group& group)
{
  std::vector<std::string> types;
  if (group.is_unified) {
    types.emplace_back("Unified");
  }
  if (!group.membership_rule.empty()) {
    types.emplace_back("DynamicMembership");
  }
  return types;
}

bool set_group_types(Group& group, const util::Json& value)
{
  if (!value.is_array()) {
    return false;
  }
  for (const auto& type : value) {
    if (!type.is_string()) {
      return false;
    }
    group.is_unified = group.is_unified || type.get_ref<const std::string&>() == "Unified";
  }
  return true;
}

std::vector<std::string> proxy_addresses(const Group& group)
{
  return group.mail.empty() ? std::vector<std::string>() : std::vector{"SMTP:" + group.mail};
}

Property<Group> type_list()
{
  auto property = computed_list<Group>("groupTypes", group_types, shown | creatable);
  property.set = set_group_types;
  return property;
}

constexpr unsigned k_group_setting = shown | writable;

// In the order in which Graph shows them.
const std::array k_group_properties{
    stored<Group>("id", &Group::id, shown | mapped | needed, {.attribute = "objectId"}),
    computed<Group>("deletedDateTime", never_deleted, shown, ValueType::time),
    stored<Group>("createdDateTime", &Group::created, shown, {.document = "created"}),
    stored<Group>("description", &Group::description, k_group_setting | mapped),
    stored<Group>("displayName", &Group::display_name, k_group_setting | mapped),
    type_list(),
    stored<Group>("isAssignableToRole",
                  TrueOrNull{&Group::is_role_assignable},
                  shown | creatable,
                  {.document = "isRoleAssignable"}),
    stored<Group>("mail", &Group::mail, shown | mapped),
    stored<Group>("mailEnabled", &Group::mail_enabled, shown | creatable),
    stored<Group>("mailNickname", &Group::mail_nickname, k_group_setting | mapped),
    stored<Group>("membershipRule", &Group::membership_rule, shown | creatable),
    computed<Group>("membershipRuleProcessingState", rule_state, shown),
    stored<Group>(
        "onPremisesSyncEnabled", TrueOrNull{&Group::is_synced}, shown, {.document = "isSynced"}),
    computed_list<Group>("proxyAddresses", proxy_addresses, shown),
    stored<Group>("securityEnabled", &Group::security_enabled, k_group_setting),
    computed<Group>("visibility", visibility, shown),
    stored<Group>("isUnified", &Group::is_unified, hidden),
    stored<Group>("visibleFrom", &Group::visible_from, hidden),
    stored<Group>("owners", &Group::owners, hidden),
    stored<Group>("members", &Group::members, hidden),
};

} // namespace

template <>
std::span<const Property<Group>> properties<Group>()
{
  return k_group_properties;
}

} // namespace lpaz::sandbox::store
