#include "sandbox/seed/seed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::seed {
namespace {

using store::ObjectId;
using store::User;

constexpr std::size_t k_blocked_every = 50;
constexpr std::chrono::hours k_year{24 * 365};

constexpr std::array<std::string_view, 16> k_given_names{"Anna",
                                                         "Ben",
                                                         "Chiara",
                                                         "David",
                                                         "Élodie",
                                                         "Farid",
                                                         "Gül",
                                                         "Hana",
                                                         "Igor",
                                                         "Jana",
                                                         "Kofi",
                                                         "Léa",
                                                         "Mei",
                                                         "Nils",
                                                         "Olga",
                                                         "Pablo"};
constexpr std::array<std::string_view, 16> k_surnames{"Abbott",
                                                      "Bauer",
                                                      "Costa",
                                                      "D'Angelo",
                                                      "Eriksson",
                                                      "Fischer",
                                                      "García",
                                                      "Haddad",
                                                      "Ivanova",
                                                      "Jansen",
                                                      "Kowalski",
                                                      "Larsen",
                                                      "Moreau",
                                                      "Nowak",
                                                      "O'Brien",
                                                      "Petrov"};
constexpr std::array<std::string_view, 5> k_departments{
    "Engineering", "Finance", "Marketing", "Sales", "Support"};

User generated_user(std::size_t number, util::TimePoint now)
{
  User user;
  user.user_principal_name = fmt::format("user{:06}@contoso.example", number);
  user.id = ObjectId::derive("user " + user.user_principal_name);
  user.given_name = k_given_names[number % k_given_names.size()];
  user.surname = k_surnames[number / k_given_names.size() % k_surnames.size()];
  user.display_name = fmt::format("{} {} {:06}", user.given_name, user.surname, number);
  user.mail = user.user_principal_name;
  user.mail_nickname = fmt::format("user{:06}", number);
  user.department = k_departments[number % k_departments.size()];
  user.employee_id = fmt::format("{:06}", number);
  user.account_enabled = number % k_blocked_every != 0;
  user.created = now - k_year;
  user.sessions_valid_from = user.created;
  return user;
}

void add_team(store::Directory& directory,
              std::size_t number,
              std::vector<ObjectId> members,
              util::TimePoint now)
{
  store::Group group;
  group.display_name = fmt::format("Team {:04}", number);
  group.id = ObjectId::derive("group " + group.display_name);
  group.mail_nickname = fmt::format("team-{:04}", number);
  group.created = now - k_year;
  const ObjectId id = directory.add_group(std::move(group)).id;
  directory.fill_group(id, std::move(members));
}

} // namespace

void fill_generated(store::Tenant& tenant, std::size_t users, std::size_t team_size)
{
  const util::TimePoint now = tenant.now();
  const auto directory = tenant.write();
  std::vector<ObjectId> team;
  std::size_t teams = 0;
  for (std::size_t number = 1; directory->live_user_count() < users; ++number) {
    team.push_back(directory->add_user(generated_user(number, now)).id);
    if (team.size() == team_size) {
      add_team(*directory, ++teams, std::exchange(team, {}), now);
    }
  }
  if (!team.empty()) {
    add_team(*directory, ++teams, std::move(team), now);
  }
}

} // namespace lpaz::sandbox::seed
