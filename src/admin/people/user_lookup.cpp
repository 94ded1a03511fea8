#include "lpaz/admin/people/user_lookup.hpp"

#include "candidates.hpp"

#include "lpaz/graph/odata_kind.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/shortlist.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lpaz::admin {
namespace {

using graph::User;

// The most values that Graph takes in one `in` expression on directory objects.
constexpr std::size_t k_in_limit = 15;

void add_lookups(std::string_view property,
                 const std::vector<std::string>& values,
                 std::vector<graph::GraphRequest>& requests)
{
  for (std::size_t begin = 0; begin < values.size(); begin += k_in_limit) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last =
        values.begin() + static_cast<std::ptrdiff_t>(std::min(begin + k_in_limit, values.size()));
    requests.push_back(graph::list_users_request(
        graph::odata_in(property, std::vector<std::string>(first, last))));
  }
}

Result<std::vector<User>> deleted_users_of(graph::GraphClient& client,
                                           const std::string& name,
                                           const Result<nlohmann::json>& answer,
                                           const graph::GraphRequest& request)
{
  std::vector<User> users;
  if (!answer) {
    if (answer.error().kind == ErrorKind::not_found) {
      return users;
    }
    return fail(answer.error());
  }
  if (util::is_uuid(name)) {
    LPAZ_CHECK(util::require_string(*answer, "id", "deleted user"));
    const std::string kind = graph::odata_kind(*answer);
    if (kind.empty() || kind == "user") {
      users.push_back(graph::parse_user(*answer));
    }
    return users;
  }
  LPAZ_CHECK(graph::for_each_item_from(
      client, *answer, request.headers, [&users, &name](const auto& json) -> Status {
        if (auto id = util::require_string(json, "id", "deleted user"); !id) {
          return fail(std::move(id).error());
        }
        User user = graph::parse_user(json);
        if (util::equals_ignoring_case(original_name(user), name)) {
          users.push_back(std::move(user));
        }
        return {};
      }));
  return users;
}

} // namespace

UserLookup::UserLookup(const std::vector<std::string>& names)
{
  m_entries.reserve(names.size());
  std::vector<std::string> ids;
  std::vector<std::string> principal_names;
  for (const std::string& name : names) {
    if (m_index.emplace(util::to_lower(name), m_entries.size()).second) {
      m_entries.push_back({name, std::nullopt});
      (util::is_uuid(name) ? ids : principal_names).push_back(name);
    }
  }
  add_lookups("id", ids, m_requests);
  add_lookups("userPrincipalName", principal_names, m_requests);
}

Status UserLookup::take(graph::GraphClient& client, const nlohmann::json& answer)
{
  return graph::for_each_item_from(client, answer, {}, [this](const auto& json) -> Status {
    if (auto id = util::require_string(json, "id", "user"); !id) {
      return fail(std::move(id).error());
    }
    const User user = graph::parse_user(json);
    for (const std::string& name : {user.id, user.user_principal_name}) {
      if (const auto found = m_index.find(util::to_lower(name)); found != m_index.end()) {
        m_entries[found->second].user = user;
      }
    }
    return {};
  });
}

std::vector<User> UserLookup::take_users()
{
  std::vector<User> users;
  users.reserve(m_entries.size());
  std::set<std::string> seen;
  for (Entry& entry : m_entries) {
    if (entry.user && seen.insert(entry.user->id).second) {
      users.push_back(std::move(*entry.user));
    }
  }
  return users;
}

std::vector<std::string> UserLookup::missing() const
{
  std::vector<std::string> names;
  for (const Entry& entry : m_entries) {
    if (!entry.user) {
      names.push_back(entry.name);
    }
  }
  return names;
}

Error users_not_found(const std::vector<std::string>& names)
{
  Error error;
  error.kind = ErrorKind::not_found;
  error.message = fmt::format(
      "no {} called {}", names.size() == 1 ? "user is" : "users are", util::shortlist(names, "\""));
  error.hint = "give the user principal name or the object id; lpaz list-users --deleted shows the "
               "recycle bin";
  return error;
}

Result<UserLookup> look_up_users(graph::GraphClient& client, const std::vector<std::string>& names)
{
  UserLookup lookup(names);
  for (const auto& answer : client.send_batch(lookup.requests())) {
    if (!answer) {
      return fail(answer.error());
    }
    LPAZ_CHECK(lookup.take(client, *answer));
  }
  return lookup;
}

Result<std::vector<User>> find_users(graph::GraphClient& client,
                                     const std::vector<std::string>& names)
{
  LPAZ_TRY(auto lookup, look_up_users(client, names));
  if (!lookup.missing().empty()) {
    return fail(users_not_found(lookup.missing()));
  }
  return lookup.take_users();
}

Result<BinLookup> find_deleted_users(graph::GraphClient& client,
                                     const std::vector<std::string>& names)
{
  std::vector<graph::GraphRequest> requests;
  for (const std::string& name : names) {
    requests.push_back(util::is_uuid(name) ? graph::get_deleted_user_request(name)
                                           : graph::find_deleted_users_request(name));
  }
  const auto answers = client.send_batch(requests);
  BinLookup lookup;
  for (std::size_t i = 0; i < names.size(); ++i) {
    LPAZ_TRY(auto users, deleted_users_of(client, names[i], answers[i], requests[i]));
    if (users.size() > 1) {
      std::vector<Candidate> candidates;
      for (const User& user : users) {
        candidates.push_back({user.id, fmt::format("deleted {}", user.deleted_date_time)});
      }
      return fail(ambiguous("deleted users", names[i], candidates, ""));
    }
    if (users.empty()) {
      lookup.missing.push_back(names[i]);
    } else if (std::ranges::find(lookup.found, users.front().id, &User::id) == lookup.found.end()) {
      lookup.found.push_back(std::move(users.front()));
    }
  }
  return lookup;
}

std::string original_name(const User& deleted)
{
  std::string prefix = deleted.id;
  std::erase(prefix, '-');
  const std::string& name = deleted.user_principal_name;
  return !prefix.empty() && util::to_lower(name).starts_with(util::to_lower(prefix))
             ? name.substr(prefix.size())
             : name;
}

} // namespace lpaz::admin
