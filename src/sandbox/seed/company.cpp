#include "sandbox/seed/people.hpp"
#include "sandbox/seed/seed.hpp"

#include <fmt/format.h>

namespace lpaz::sandbox::seed {
namespace {

using store::Group;
using store::ObjectId;
using store::User;

constexpr std::string_view k_domain = "@contoso.example";
constexpr std::chrono::hours k_day{24};

std::string principal_name(std::string_view alias)
{
  return alias.find('@') == alias.npos ? std::string(alias) + std::string(k_domain)
                                       : std::string(alias);
}

ObjectId user_id(std::string_view alias)
{
  return ObjectId::derive("user " + principal_name(alias));
}

std::shared_ptr<const store::ContactDetails> office(std::string_view department)
{
  store::ContactDetails contact;
  contact.company_name = "Contoso";
  contact.country = "Ireland";
  contact.city = "Dublin";
  contact.postal_code = "D02 XY45";
  contact.street_address = "1 Example Quay";
  contact.office_location = fmt::format("Floor {}", department.size() % 5 + 1);
  contact.business_phone = "+353 1 555 0100";
  contact.usage_location = "IE";
  contact.preferred_language = "en-IE";
  return std::make_shared<const store::ContactDetails>(std::move(contact));
}

// Letters, digits and dots: what a mail nickname may hold.
std::string nickname(std::string_view alias)
{
  std::string result;
  for (const char c : alias.substr(0, alias.find_first_of("@#"))) {
    if (c != '\'' && c != '+') {
      result += c;
    }
  }
  return result;
}

User user_of(const Person& person, std::size_t number, util::TimePoint now)
{
  User user;
  user.id = user_id(person.alias);
  user.user_principal_name = principal_name(person.alias);
  user.given_name = person.given_name;
  user.surname = person.surname;
  user.display_name = person.display_name.empty()
                          ? fmt::format("{} {}", person.given_name, person.surname)
                          : std::string(person.display_name);
  user.mail_nickname = nickname(person.alias);
  user.job_title = person.job_title;
  user.department = person.department;
  user.employee_id = fmt::format("{:05}", 10'000 + number);
  user.manager = person.manager.empty() ? ObjectId{} : user_id(person.manager);
  user.created = now - 400 * k_day;
  user.sessions_valid_from = user.created;
  user.is_guest = person.alias.find("#EXT#") != person.alias.npos;
  user.is_synced = person.alias == "linus.synced";
  user.account_enabled = person.alias != "dennis.blocked";
  if (user.is_guest) {
    user.mail = "pat@partner.example";
  } else if (person.alias.find('@') == person.alias.npos) {
    user.mail = user.user_principal_name;
    user.contact = office(person.department);
  }
  return user;
}

void add_people(store::Directory& directory, util::TimePoint now)
{
  std::size_t number = 0;
  for (const auto& person : people()) {
    directory.add_user(user_of(person, ++number, now));
  }
  directory.delete_user(user_id("former.colleague"), now - 3 * k_day);
}

Group group_named(std::string_view name, std::string_view key, util::TimePoint now)
{
  Group group;
  group.id = ObjectId::derive(fmt::format("group {}", key));
  group.display_name = name;
  group.mail_nickname = key;
  group.created = now - 300 * k_day;
  return group;
}

// Everybody of a department who is not in the recycle bin.
std::vector<ObjectId> department_members(const store::Directory& directory,
                                         std::string_view department)
{
  std::vector<ObjectId> members;
  for (const auto& person : people()) {
    if (person.department == department && directory.find_user(user_id(person.alias)) != nullptr) {
      members.push_back(user_id(person.alias));
    }
  }
  return members;
}

void add_groups(store::Directory& directory, util::TimePoint now)
{
  const auto add = [&](Group group, std::vector<ObjectId> members) {
    const ObjectId id = directory.add_group(std::move(group)).id;
    directory.fill_group(id, std::move(members));
    return id;
  };
  const ObjectId engineering = add(group_named("Engineering", "engineering", now),
                                   department_members(directory, "Engineering"));
  add(group_named("Finance", "finance", now), department_members(directory, "Finance"));
  add(group_named("All Staff", "all-staff", now),
      {engineering, user_id("ada.lovelace"), user_id("frances.allen"), user_id("hedy.lamarr")});

  Group marketing = group_named("Marketing", "marketing", now);
  marketing.security_enabled = false;
  marketing.mail_enabled = true;
  marketing.is_unified = true;
  marketing.mail = "marketing@contoso.example";
  add(std::move(marketing), department_members(directory, "Marketing"));

  Group sales = group_named("Sales", "sales", now);
  sales.description = "The sales team";
  add(std::move(sales), department_members(directory, "Sales"));
  Group old_sales = group_named("Sales", "sales-old", now);
  old_sales.description = "The sales team before the merger";
  add(std::move(old_sales), {user_id("hedy.lamarr"), user_id("annie.easley")});

  Group emea = group_named("Sales EMEA", "sales-emea", now);
  emea.membership_rule = "(user.department -eq \"Sales\") and (user.country -eq \"Ireland\")";
  add(std::move(emea), department_members(directory, "Sales"));
}

void add_roles(store::Directory& directory, util::TimePoint now)
{
  const ObjectId user_administrator = *ObjectId::parse("fe930be7-5e62-47db-91af-98c3a49a38b1");
  const auto holding = [&](std::string_view alias, const ObjectId& role) {
    return store::RoleAssignment{ObjectId::derive(fmt::format("role of {} {}", alias, role.text())),
                                 user_id(alias),
                                 role,
                                 now - 200 * k_day};
  };
  const ObjectId global = store::global_administrator();
  directory.add_role_assignment(holding("ada.lovelace", global));
  directory.add_role_assignment(holding("grace.hopper", global));
  directory.add_role_assignment(holding("breakglass@contoso.onmicrosoft.com", global));
  directory.add_role_assignment(holding("alan.turing", user_administrator));
  directory.add_role_eligibility(holding("katherine.johnson", global));
}

// The app that lpaz signs in as.
void add_client(store::Directory& directory,
                const store::TenantIdentity& identity,
                util::TimePoint now)
{
  store::Application application;
  application.id = ObjectId::derive("application object lpaz");
  application.app_id = identity.client_id;
  application.display_name = "lpaz automation";
  application.created = now - 100 * k_day;
  store::ServicePrincipal principal;
  principal.id = identity.client_principal_id;
  principal.app_id = identity.client_id;
  principal.display_name = application.display_name;
  principal.tags = {"WindowsAzureActiveDirectoryIntegratedApp"};
  principal.assignment_required = false;
  principal.created = application.created;
  directory.add_application(std::move(application));
  directory.add_service_principal(std::move(principal));
}

} // namespace

void fill_company(store::Tenant& tenant)
{
  const util::TimePoint now = tenant.now();
  const auto directory = tenant.write();
  add_client(*directory, tenant.identity(), now);
  add_people(*directory, now);
  add_groups(*directory, now);
  add_roles(*directory, now);
}

} // namespace lpaz::sandbox::seed
