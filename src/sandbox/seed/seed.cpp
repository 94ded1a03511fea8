#include "sandbox/seed/seed.hpp"

#include "sandbox/embedded_files.hpp"
#include "sandbox/state/directory_fields.hpp"
#include "sandbox/state/row_reader.hpp"
#include "sandbox/state/row_writer.hpp"

#include "lpaz/util/digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::seed {
namespace {

using store::ObjectId;
using util::OrderedJson;
using util::TimePoint;

constexpr std::size_t k_blocked_every = 50;
constexpr std::chrono::hours k_day{24};
constexpr std::chrono::hours k_year = 365 * k_day;

const OrderedJson& company()
{
  static const OrderedJson json = embedded_json("seed/company.json");
  return json;
}

std::string text_at(const OrderedJson& object, const char* key)
{
  return object.value(key, std::string());
}

std::string principal_name(const std::string& alias)
{
  return alias.find('@') == alias.npos ? alias + "@" + text_at(company(), "domain") : alias;
}

} // namespace

store::ObjectId user_id(const std::string& alias)
{
  return ObjectId::derive("user " + principal_name(alias));
}

store::ObjectId group_id(const std::string& key)
{
  return ObjectId::derive("group " + key);
}

namespace {

// Letters, digits and dots: what a mail nickname may hold.
std::string nickname(std::string_view alias)
{
  std::string result(alias.substr(0, alias.find_first_of("@#")));
  std::erase_if(result, [](char c) { return c == '\'' || c == '+'; });
  return result;
}

OrderedJson office(const std::string& department)
{
  OrderedJson contact = company().at("office");
  contact["officeLocation"] = company().at("floors").at(department);
  return contact;
}

// Makes a row of a state document from one of the seed.
Result<store::User> user_of(OrderedJson row, std::size_t number, TimePoint now)
{
  const bool has_alias = row.contains("alias");
  const std::string alias = text_at(row, has_alias ? "alias" : "userPrincipalName");
  row.erase("alias");
  row["id"] = user_id(alias).text();
  row["userPrincipalName"] = principal_name(alias);
  row["mailNickname"] = nickname(alias);
  row["employeeId"] = fmt::format("{:05}", 10'000 + number);
  row["created"] = row["sessionsValidFrom"] = state::exact_time(now - 400 * k_day);
  if (!row.contains("displayName")) {
    row["displayName"] = text_at(row, "givenName") + " " + text_at(row, "surname");
  }
  if (row.contains("manager")) {
    row["manager"] = user_id(text_at(row, "manager")).text();
  }
  if (has_alias) {
    row["mail"] = principal_name(alias);
    row["contact"] = office(text_at(row, "department"));
  }
  return state::read_row<store::User>(row, alias);
}

Status add_users(store::Directory& directory, TimePoint now)
{
  std::size_t number = 0;
  for (const auto& row : company().at("users")) {
    LPAZ_TRY(auto user, user_of(row, ++number, now));
    directory.add_user(std::move(user));
  }
  for (const auto& alias : company().at("recycleBin")) {
    directory.delete_user(user_id(alias), now - 3 * k_day);
  }
  return {};
}

// The users of a department who are not in the recycle bin, and those that the row names.
std::vector<ObjectId> members_of(const store::Directory& directory, const OrderedJson& row)
{
  std::vector<ObjectId> members;
  const std::string department = text_at(row, "department");
  directory.users().for_each([&](const store::User& user) {
    if (!department.empty() && user.department == department && !user.is_deleted()) {
      members.push_back(user.id);
    }
  });
  for (const auto& alias : row.value("users", OrderedJson::array())) {
    members.push_back(user_id(alias));
  }
  for (const auto& key : row.value("groups", OrderedJson::array())) {
    members.push_back(group_id(key));
  }
  return members;
}

Status add_groups(store::Directory& directory, TimePoint now)
{
  for (OrderedJson row : company().at("groups")) {
    const std::string key = text_at(row, "key");
    auto members = members_of(directory, row);
    for (const auto* name : {"key", "department", "users", "groups"}) {
      row.erase(name);
    }
    row["id"] = group_id(key).text();
    row["mailNickname"] = key;
    row["created"] = state::exact_time(now - 300 * k_day);
    LPAZ_TRY(auto group, state::read_row<store::Group>(row, key));
    const ObjectId id = directory.add_group(std::move(group)).id;
    directory.fill_group(id, std::move(members));
  }
  return {};
}

store::RoleAssignment holding(const OrderedJson& row, TimePoint now)
{
  const std::string holder = text_at(row, "holder");
  const std::string role = text_at(row, "role");
  return {ObjectId::derive(fmt::format("role of {} {}", holder, role)),
          user_id(holder),
          ObjectId::parse(role).value_or(ObjectId()),
          now - 200 * k_day};
}

void add_roles(store::Directory& directory, TimePoint now)
{
  for (const auto& row : company().at("roles")) {
    directory.add_role_assignment(holding(row, now));
  }
  for (const auto& row : company().at("eligibleRoles")) {
    directory.add_role_eligibility(holding(row, now));
  }
}

// The app that lpaz signs in as.
void add_client(store::Directory& directory, const store::TenantIdentity& identity, TimePoint now)
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

// What generated users are made of.
struct Ingredients {
  std::vector<std::string> given_names = company().at("generated").at("givenNames");
  std::vector<std::string> surnames = company().at("generated").at("surnames");
  std::vector<std::string> departments = company().at("generated").at("departments");
};

store::User generated_user(const Ingredients& from, std::size_t number, TimePoint now)
{
  store::User user;
  user.mail_nickname = fmt::format("user{:06}", number);
  user.user_principal_name = principal_name(user.mail_nickname);
  user.id = user_id(user.mail_nickname);
  user.given_name = from.given_names[number % from.given_names.size()];
  user.surname = from.surnames[number / from.given_names.size() % from.surnames.size()];
  user.display_name = fmt::format("{} {} {:06}", user.given_name, user.surname, number);
  user.mail = user.user_principal_name;
  user.department = from.departments[number % from.departments.size()];
  user.employee_id = fmt::format("{:06}", number);
  user.account_enabled = number % k_blocked_every != 0;
  user.created = now - k_year;
  user.sessions_valid_from = user.created;
  return user;
}

void add_team(store::Directory& directory,
              std::size_t number,
              std::vector<ObjectId> members,
              TimePoint now)
{
  store::Group group;
  group.display_name = fmt::format("Team {:04}", number);
  group.id = group_id(group.display_name);
  group.mail_nickname = fmt::format("team-{:04}", number);
  group.created = now - k_year;
  const ObjectId id = directory.add_group(std::move(group)).id;
  directory.fill_group(id, std::move(members));
}

} // namespace

store::TenantIdentity tenant_identity()
{
  store::TenantIdentity identity;
  identity.tenant_id = ObjectId::derive("tenant contoso");
  identity.display_name = "Contoso";
  identity.domain = "contoso.example";
  identity.initial_domain = "contoso.onmicrosoft.com";
  identity.client_id = ObjectId::derive("application lpaz");
  // With characters that have to be encoded in a form, as real secrets have.
  identity.client_secret = "S8Q~" + util::base64url_encode(util::random_bytes(24)) + ".+=";
  identity.client_principal_id = ObjectId::derive("service principal lpaz");
  return identity;
}

Status fill_company(store::Tenant& tenant)
{
  const TimePoint now = tenant.now();
  const auto directory = tenant.write();
  add_client(*directory, tenant.identity(), now);
  LPAZ_CHECK(add_users(*directory, now));
  LPAZ_CHECK(add_groups(*directory, now));
  add_roles(*directory, now);
  return {};
}

void fill_generated(store::Tenant& tenant, std::size_t users, std::size_t team_size)
{
  const Ingredients ingredients;
  const TimePoint now = tenant.now();
  const auto directory = tenant.write();
  std::vector<ObjectId> team;
  std::size_t teams = 0;
  for (std::size_t number = 1; directory->live_user_count() < users; ++number) {
    team.push_back(directory->add_user(generated_user(ingredients, number, now)).id);
    if (team.size() == team_size) {
      add_team(*directory, ++teams, std::exchange(team, {}), now);
    }
  }
  if (!team.empty()) {
    add_team(*directory, ++teams, std::move(team), now);
  }
}

} // namespace lpaz::sandbox::seed
