#include "sandbox/store/user.hpp"

#include <algorithm>
#include <array>

namespace lpaz::sandbox::store {
namespace {

struct TextAttribute {
  std::string_view name;
  std::string User::* member;
};

struct ContactAttribute {
  std::string_view name;
  std::string ContactDetails::* member;
};

constexpr std::array k_texts{
    TextAttribute{"userPrincipalName", &User::user_principal_name},
    TextAttribute{"displayName", &User::display_name},
    TextAttribute{"givenName", &User::given_name},
    TextAttribute{"surname", &User::surname},
    TextAttribute{"mail", &User::mail},
    TextAttribute{"mailNickname", &User::mail_nickname},
    TextAttribute{"jobTitle", &User::job_title},
    TextAttribute{"department", &User::department},
    TextAttribute{"employeeId", &User::employee_id},
};

constexpr std::array k_contacts{
    ContactAttribute{"streetAddress", &ContactDetails::street_address},
    ContactAttribute{"city", &ContactDetails::city},
    ContactAttribute{"state", &ContactDetails::state},
    ContactAttribute{"postalCode", &ContactDetails::postal_code},
    ContactAttribute{"country", &ContactDetails::country},
    ContactAttribute{"physicalDeliveryOfficeName", &ContactDetails::office_location},
    ContactAttribute{"officeLocation", &ContactDetails::office_location},
    ContactAttribute{"telephoneNumber", &ContactDetails::business_phone},
    ContactAttribute{"mobile", &ContactDetails::mobile_phone},
    ContactAttribute{"mobilePhone", &ContactDetails::mobile_phone},
    ContactAttribute{"facsimileTelephoneNumber", &ContactDetails::fax_number},
    ContactAttribute{"companyName", &ContactDetails::company_name},
    ContactAttribute{"usageLocation", &ContactDetails::usage_location},
    ContactAttribute{"preferredLanguage", &ContactDetails::preferred_language},
};

std::string word_of(bool value)
{
  return value ? "True" : "False";
}

} // namespace

std::optional<std::string> attribute_of(const User& user, std::string_view name)
{
  if (const auto* found = std::ranges::find(k_texts, name, &TextAttribute::name);
      found != k_texts.end()) {
    return user.*(found->member);
  }
  if (const auto* found = std::ranges::find(k_contacts, name, &ContactAttribute::name);
      found != k_contacts.end()) {
    return user.contact ? (*user.contact).*(found->member) : std::string();
  }
  if (name == "objectId" || name == "id") {
    return user.id.text();
  }
  if (name == "accountEnabled") {
    return word_of(user.account_enabled);
  }
  if (name == "manager") {
    return user.manager.is_zero() ? std::string() : user.manager.text();
  }
  if (name == "userType") {
    return user.is_guest ? "Guest" : "Member";
  }
  if (name == "dirSyncEnabled") {
    return word_of(user.is_synced);
  }
  return std::nullopt;
}

} // namespace lpaz::sandbox::store
