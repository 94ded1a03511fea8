#include "sandbox/graph/entities.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using store::Group;

template <std::string Group::* Member>
Value text(const Group& group)
{
  return text_or_null(group.*Member);
}

template <bool Group::* Member>
Value flag(const Group& group)
{
  return group.*Member;
}

Value id(const Group& group)
{
  return group.id;
}

Value created(const Group& group)
{
  return group.created;
}

Value never(const Group&)
{
  return {};
}

Value synced(const Group& group)
{
  return group.is_synced ? Value(true) : Value();
}

// Null unless the group could have been made with it.
Value role_assignable(const Group& group)
{
  return group.is_role_assignable ? Value(true) : Value();
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

std::vector<std::string> proxy_addresses(const Group& group)
{
  return group.mail.empty() ? std::vector<std::string>() : std::vector{"SMTP:" + group.mail};
}

constexpr auto k_text = ValueType::text;
constexpr auto k_list = ValueType::text_list;
constexpr auto k_flag = ValueType::boolean;

const std::array k_properties{
    Property<Group>{"id", k_text, true, true, id},
    Property<Group>{"deletedDateTime", ValueType::time, true, true, never},
    Property<Group>{"createdDateTime", ValueType::time, true, true, created},
    Property<Group>{"description", k_text, true, true, text<&Group::description>},
    Property<Group>{"displayName", k_text, true, true, text<&Group::display_name>},
    Property<Group>{"groupTypes", k_list, true, true, nullptr, group_types},
    Property<Group>{"isAssignableToRole", k_flag, true, true, role_assignable},
    Property<Group>{"mail", k_text, true, true, text<&Group::mail>},
    Property<Group>{"mailEnabled", k_flag, true, true, flag<&Group::mail_enabled>},
    Property<Group>{"mailNickname", k_text, true, true, text<&Group::mail_nickname>},
    Property<Group>{"membershipRule", k_text, true, true, text<&Group::membership_rule>},
    Property<Group>{"membershipRuleProcessingState", k_text, true, true, rule_state},
    Property<Group>{"onPremisesSyncEnabled", k_flag, true, true, synced},
    Property<Group>{"proxyAddresses", k_list, true, true, nullptr, proxy_addresses},
    Property<Group>{"securityEnabled", k_flag, true, true, flag<&Group::security_enabled>},
    Property<Group>{"visibility", k_text, true, true, visibility},
};

} // namespace

const EntityType<Group>& group_type()
{
  static const EntityType<Group> type{"group", k_properties};
  return type;
}

} // namespace lpaz::sandbox::graph
