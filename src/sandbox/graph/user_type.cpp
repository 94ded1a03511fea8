#include "sandbox/graph/entities.hpp"

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using store::ContactDetails;
using store::User;

template <std::string User::* Member>
Value text(const User& user)
{
  return text_or_null(user.*Member);
}

template <std::string ContactDetails::* Member>
Value contact(const User& user)
{
  return user.contact ? text_or_null((*user.contact).*Member) : Value();
}

template <util::TimePoint User::* Member>
Value time(const User& user)
{
  return user.*Member;
}

Value id(const User& user)
{
  return user.id;
}

Value account_enabled(const User& user)
{
  return user.account_enabled;
}

Value user_kind(const User& user)
{
  return std::string_view(user.is_guest ? "Guest" : "Member");
}

Value external_state(const User& user)
{
  return user.is_guest ? Value(std::string_view("Accepted")) : Value();
}

Value synced(const User& user)
{
  return user.is_synced ? Value(true) : Value();
}

Value deleted(const User& user)
{
  return user.deleted ? Value(*user.deleted) : Value();
}

std::vector<std::string> business_phones(const User& user)
{
  if (!user.contact || user.contact->business_phone.empty()) {
    return {};
  }
  return {user.contact->business_phone};
}

std::vector<std::string> proxy_addresses(const User& user)
{
  return user.mail.empty() ? std::vector<std::string>() : std::vector{"SMTP:" + user.mail};
}

std::vector<std::string> no_texts(const User&)
{
  return {};
}

constexpr auto k_text = ValueType::text;
constexpr auto k_list = ValueType::text_list;
constexpr auto k_time = ValueType::time;
constexpr auto k_flag = ValueType::boolean;

const std::array k_properties{
    Property<User>{"businessPhones", k_list, true, true, nullptr, business_phones},
    Property<User>{"displayName", k_text, true, true, text<&User::display_name>},
    Property<User>{"givenName", k_text, true, true, text<&User::given_name>},
    Property<User>{"jobTitle", k_text, true, true, text<&User::job_title>},
    Property<User>{"mail", k_text, true, true, text<&User::mail>},
    Property<User>{"mobilePhone", k_text, true, true, contact<&ContactDetails::mobile_phone>},
    Property<User>{"officeLocation", k_text, true, true, contact<&ContactDetails::office_location>},
    Property<User>{
        "preferredLanguage", k_text, true, true, contact<&ContactDetails::preferred_language>},
    Property<User>{"surname", k_text, true, true, text<&User::surname>},
    Property<User>{"userPrincipalName", k_text, true, true, text<&User::user_principal_name>},
    Property<User>{"id", k_text, true, true, id},
    Property<User>{"accountEnabled", k_flag, false, true, account_enabled},
    Property<User>{"userType", k_text, false, true, user_kind},
    Property<User>{"department", k_text, false, true, text<&User::department>},
    Property<User>{"employeeId", k_text, false, true, text<&User::employee_id>},
    Property<User>{"mailNickname", k_text, false, true, text<&User::mail_nickname>},
    Property<User>{"companyName", k_text, false, true, contact<&ContactDetails::company_name>},
    Property<User>{"streetAddress", k_text, false, false, contact<&ContactDetails::street_address>},
    Property<User>{"city", k_text, false, true, contact<&ContactDetails::city>},
    Property<User>{"state", k_text, false, true, contact<&ContactDetails::state>},
    Property<User>{"postalCode", k_text, false, true, contact<&ContactDetails::postal_code>},
    Property<User>{"country", k_text, false, true, contact<&ContactDetails::country>},
    Property<User>{"usageLocation", k_text, false, true, contact<&ContactDetails::usage_location>},
    Property<User>{"faxNumber", k_text, false, false, contact<&ContactDetails::fax_number>},
    Property<User>{"onPremisesSyncEnabled", k_flag, false, true, synced},
    Property<User>{"externalUserState", k_text, false, true, external_state},
    Property<User>{"createdDateTime", k_time, false, true, time<&User::created>},
    Property<User>{"deletedDateTime", k_time, false, true, deleted},
    Property<User>{
        "signInSessionsValidFromDateTime", k_time, false, false, time<&User::sessions_valid_from>},
    Property<User>{"proxyAddresses", k_list, false, true, nullptr, proxy_addresses},
    Property<User>{"otherMails", k_list, false, true, nullptr, no_texts},
};

} // namespace

const EntityType<User>& user_type()
{
  static const EntityType<User> type{"user", k_properties};
  return type;
}

} // namespace lpaz::sandbox::graph
