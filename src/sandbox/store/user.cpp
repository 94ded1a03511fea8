#include "sandbox/store/property.hpp"

#include <array>

namespace lpaz::sandbox::store {
namespace {

using Contact = ContactDetails;

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

Value user_kind(const User& user)
{
  return std::string_view(user.is_guest ? "Guest" : "Member");
}

Value external_state(const User& user)
{
  return user.is_guest ? Value(std::string_view("Accepted")) : Value();
}

constexpr unsigned k_personal = writable | mapped;

// In the order in which Graph shows them.
const std::array k_user_properties{
    computed_list<User>("businessPhones", business_phones, shown),
    stored<User>("displayName", &User::display_name, shown | k_personal),
    stored<User>("givenName", &User::given_name, shown | k_personal),
    stored<User>("jobTitle", &User::job_title, shown | k_personal),
    stored<User>("mail", &User::mail, shown | k_personal),
    stored<User>(
        "mobilePhone", &Contact::mobile_phone, shown | k_personal, {.attribute = "mobile"}),
    stored<User>("officeLocation",
                 &Contact::office_location,
                 shown | k_personal,
                 {.attribute = "physicalDeliveryOfficeName"}),
    stored<User>("preferredLanguage", &Contact::preferred_language, shown | k_personal),
    stored<User>("surname", &User::surname, shown | k_personal),
    stored<User>("userPrincipalName", &User::user_principal_name, shown | k_personal | needed),
    stored<User>("id", &User::id, shown | mapped | needed, {.attribute = "objectId"}),
    stored<User>("accountEnabled", &User::account_enabled, k_personal),
    computed<User>("userType", user_kind, mapped),
    stored<User>("department", &User::department, k_personal),
    stored<User>("employeeId", &User::employee_id, k_personal),
    stored<User>("mailNickname", &User::mail_nickname, k_personal),
    stored<User>("companyName", &Contact::company_name, k_personal),
    stored<User>("streetAddress", &Contact::street_address, k_personal | unfilterable),
    stored<User>("city", &Contact::city, k_personal),
    stored<User>("state", &Contact::state, k_personal),
    stored<User>("postalCode", &Contact::postal_code, k_personal),
    stored<User>("country", &Contact::country, k_personal),
    stored<User>("usageLocation", &Contact::usage_location, k_personal),
    stored<User>("faxNumber",
                 &Contact::fax_number,
                 mapped | unfilterable,
                 {.attribute = "facsimileTelephoneNumber"}),
    stored<User>("onPremisesSyncEnabled",
                 TrueOrNull{&User::is_synced},
                 mapped,
                 {.document = "isSynced", .attribute = "dirSyncEnabled"}),
    computed<User>("externalUserState", external_state),
    stored<User>("createdDateTime", &User::created, 0, {.document = "created"}),
    stored<User>("deletedDateTime", &User::deleted, 0, {.document = "deleted"}),
    stored<User>("signInSessionsValidFromDateTime",
                 &User::sessions_valid_from,
                 unfilterable,
                 {.document = "sessionsValidFrom"}),
    computed_list<User>("proxyAddresses", proxy_addresses),
    computed_list<User>("otherMails", no_texts),
    stored<User>("businessPhone",
                 &Contact::business_phone,
                 hidden | mapped,
                 {.attribute = "telephoneNumber"}),
    stored<User>("manager", &User::manager, hidden),
    stored<User>("isGuest", &User::is_guest, hidden),
    stored<User>("nameBeforeDeletion", &User::name_before_deletion, hidden),
    stored<User>("differsSince", &User::differs_since, hidden),
    stored<User>("visibleFrom", &User::visible_from, hidden),
};

} // namespace

template <>
std::span<const Property<User>> properties<User>()
{
  return k_user_properties;
}

} // namespace lpaz::sandbox::store
