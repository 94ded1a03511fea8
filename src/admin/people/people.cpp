#include "people.hpp"

#include "lpaz/util/shortlist.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace lpaz::admin {
namespace {

// All that is asked in one round, in this order.
struct Round {
  std::size_t role_count = 0;
  UserLookup users;
  UserLookup protected_users;
  std::vector<Result<nlohmann::json>> roles = {};

  std::vector<graph::GraphRequest> requests() const
  {
    std::vector<graph::GraphRequest> all;
    if (role_count > 0) {
      all = DirectoryRoles::requests();
    }
    all.insert(all.end(), users.requests().begin(), users.requests().end());
    all.insert(all.end(), protected_users.requests().begin(), protected_users.requests().end());
    return all;
  }

  Status take(graph::GraphClient& client, std::size_t index, Result<nlohmann::json> answer)
  {
    const std::size_t user_count = users.requests().size();
    if (index < role_count) {
      roles.push_back(std::move(answer));
      return {};
    }
    index -= role_count;
    return index < user_count ? users.take(client, index, answer)
                              : protected_users.take(client, index - user_count, answer);
  }
};

bool need_roles(RailSet rails)
{
  return rails.contains(Rail::directory_role) || rails.contains(Rail::last_global_administrator) ||
         rails.contains(Rail::unknown_roles);
}

// One $batch at a time: the answers about many people are large, what is kept of them is not.
Status send(graph::GraphClient& client, Round& round)
{
  const auto requests = round.requests();
  const std::span<const graph::GraphRequest> all(requests);
  for (std::size_t begin = 0; begin < all.size(); begin += graph::k_batch_capacity) {
    const auto part = all.subspan(begin, std::min(graph::k_batch_capacity, all.size() - begin));
    std::size_t index = begin;
    for (auto& answer : client.send_batch({part.begin(), part.end()})) {
      LPAZ_CHECK(round.take(client, index++, std::move(answer)));
    }
  }
  LPAZ_CHECK(round.users.finish(client));
  return round.protected_users.finish(client);
}

Status take_protected(UserLookup& lookup, GuardRailFacts& facts)
{
  if (const auto nobody = lookup.missing(); !nobody.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("protectedUsers of the configuration names nobody of this tenant: {}",
                            util::shortlist(nobody, "\"")),
                "correct the name in the configuration; nothing was changed");
  }
  for (const auto& users : {lookup.take_users(), lookup.take_deleted()}) {
    for (const graph::User& user : users) {
      facts.protected_ids.insert(user.id);
    }
  }
  return {};
}

Status
take_roles(graph::GraphClient& client, const Round& round, RailSet rails, GuardRailFacts& facts)
{
  if (round.role_count == 0) {
    return {};
  }
  LPAZ_CHECK(facts.roles.take(client, round.roles));
  const bool administrators = std::ranges::any_of(facts.users, [&facts](const graph::User& user) {
    return facts.roles.is_global_administrator(user.id);
  });
  if (administrators && rails.contains(Rail::last_global_administrator)) {
    LPAZ_CHECK(facts.roles.read_states(client));
  }
  if (facts.roles.failure() && rails.contains(Rail::unknown_roles)) {
    return fail(*facts.roles.failure());
  }
  return {};
}

} // namespace

Result<People> read_people(graph::GraphClient& client,
                           const UserPlanOptions& options,
                           Bin bin,
                           Namesake namesake,
                           util::Log& log)
{
  const bool protects = options.rails.contains(Rail::break_glass);
  Round round{need_roles(options.rails) ? DirectoryRoles::requests().size() : 0,
              UserLookup(options.names, bin),
              UserLookup(protects ? options.protected_names : std::vector<std::string>(),
                         Bin::names_then_ids)};
  LPAZ_CHECK(send(client, round));
  if (namesake == Namesake::ambiguous) {
    LPAZ_CHECK(round.users.check_unambiguous());
  } else {
    round.users.warn_of_namesakes(log);
  }
  People people{facts_of(options), {}, round.users.missing(), round.users.not_alive()};
  people.facts.users = round.users.take_users();
  people.deleted = round.users.take_deleted();
  LPAZ_CHECK(take_protected(round.protected_users, people.facts));
  LPAZ_CHECK(take_roles(client, round, options.rails, people.facts));
  return people;
}

} // namespace lpaz::admin
