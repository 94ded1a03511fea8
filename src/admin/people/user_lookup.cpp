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

std::vector<std::vector<std::string>> in_groups(const std::vector<std::string>& values)
{
  std::vector<std::vector<std::string>> groups;
  for (std::size_t begin = 0; begin < values.size(); begin += graph::k_in_limit) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = values.begin() + static_cast<std::ptrdiff_t>(
                                           std::min(begin + graph::k_in_limit, values.size()));
    groups.emplace_back(first, last);
  }
  return groups;
}

void add_lookups(std::string_view property,
                 const std::vector<std::string>& values,
                 std::vector<graph::GraphRequest>& requests)
{
  for (const auto& group : in_groups(values)) {
    requests.push_back(graph::list_users_request(graph::odata_in(property, group)));
  }
}

std::string describe(const User& user)
{
  if (!user.is_deleted()) {
    return fmt::format("{}, not deleted", user.display_name);
  }
  return user.deleted_date_time.empty() ? "in the recycle bin"
                                        : fmt::format("deleted {}", user.deleted_date_time);
}

using Names = std::vector<std::string>;

} // namespace

UserLookup::UserLookup(const std::vector<std::string>& names, Bin bin) : m_bin(bin)
{
  m_entries.reserve(names.size());
  std::vector<std::string> ids;
  std::vector<std::string> principal_names;
  for (const std::string& name : names) {
    if (m_index.emplace(util::to_lower(name), m_entries.size()).second) {
      m_entries.push_back({name, std::nullopt, {}});
      (util::is_uuid(name) ? ids : principal_names).push_back(name);
    }
  }
  add_lookups("id", ids, m_requests);
  add_lookups("userPrincipalName", principal_names, m_requests);
  m_living = m_requests.size();
  if (bin != Bin::nothing) {
    for (const auto& group : in_groups(principal_names)) {
      m_requests.push_back(graph::find_deleted_users_request(group));
    }
  }
  m_bin_names = m_requests.size() - m_living;
  for (std::size_t i = 0; bin == Bin::names_and_ids && i < ids.size(); ++i) {
    m_requests.push_back(graph::get_deleted_user_request(ids[i]));
  }
}

Status UserLookup::take(graph::GraphClient& client,
                        std::size_t index,
                        const Result<nlohmann::json>& answer)
{
  if (index >= m_living + m_bin_names) {
    return take_bin_id(answer);
  }
  if (!answer) {
    return fail(answer.error());
  }
  return index < m_living ? take_living(client, *answer) : take_bin(client, index, *answer);
}

Status UserLookup::take_living(graph::GraphClient& client, const nlohmann::json& answer)
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

Status
UserLookup::take_bin(graph::GraphClient& client, std::size_t index, const nlohmann::json& answer)
{
  return graph::for_each_item_from(
      client, answer, m_requests[index].headers, [this](const auto& json) -> Status {
        if (auto id = util::require_string(json, "id", "deleted user"); !id) {
          return fail(std::move(id).error());
        }
        const User user = graph::parse_deleted_user(json);
        add_deleted(original_name(user), user);
        return {};
      });
}

Status UserLookup::take_bin_id(const Result<nlohmann::json>& answer)
{
  if (!answer && answer.error().kind == ErrorKind::not_found) {
    return {};
  }
  if (!answer) {
    return fail(answer.error());
  }
  LPAZ_CHECK(util::require_string(*answer, "id", "deleted user"));
  const std::string kind = graph::odata_kind(*answer);
  if (kind.empty() || kind == "user") {
    const User user = graph::parse_deleted_user(*answer);
    add_deleted(user.id, user);
  }
  return {};
}

void UserLookup::add_deleted(const std::string& name, const User& user)
{
  const auto found = m_index.find(util::to_lower(name));
  if (found == m_index.end()) {
    return;
  }
  auto& deleted = m_entries[found->second].deleted;
  if (std::ranges::find(deleted, user.id, &User::id) == deleted.end()) {
    deleted.push_back(user);
  }
}

Status UserLookup::finish(graph::GraphClient& client)
{
  std::vector<graph::GraphRequest> requests;
  for (const std::string& name : m_bin == Bin::names_then_ids ? missing() : Names()) {
    if (util::is_uuid(name)) {
      requests.push_back(graph::get_deleted_user_request(name));
    }
  }
  for (const auto& answer : client.send_batch(requests)) {
    LPAZ_CHECK(take_bin_id(answer));
  }
  return {};
}

Status UserLookup::check_unambiguous() const
{
  for (const Entry& entry : m_entries) {
    // Only those commands that work on the recycle bin can mean one of several there.
    const bool several = m_bin != Bin::names && entry.deleted.size() > 1;
    if (!several && (!entry.user || entry.deleted.empty())) {
      continue;
    }
    std::vector<Candidate> candidates;
    if (entry.user) {
      candidates.push_back({entry.user->id, describe(*entry.user)});
    }
    for (const User& user : entry.deleted) {
      candidates.push_back({user.id, describe(user)});
    }
    return fail(
        ambiguous(entry.user ? "users, in the directory and in the recycle bin," : "deleted users",
                  entry.name,
                  candidates,
                  ""));
  }
  return {};
}

void UserLookup::warn_of_namesakes(util::Log& log) const
{
  for (const Entry& entry : m_entries) {
    if (entry.user && !entry.deleted.empty()) {
      log.warning(fmt::format("{} is {} here; {} in the recycle bin had that name too",
                              util::make_visible(entry.name),
                              entry.user->id,
                              entry.deleted.front().id));
    }
  }
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

std::vector<User> UserLookup::take_deleted()
{
  std::vector<User> users;
  std::set<std::string> seen;
  for (Entry& entry : m_entries) {
    if (!entry.user && !entry.deleted.empty() && seen.insert(entry.deleted.front().id).second) {
      users.push_back(std::move(entry.deleted.front()));
    }
  }
  return users;
}

std::vector<std::string> UserLookup::missing() const
{
  std::vector<std::string> names;
  for (const Entry& entry : m_entries) {
    if (!entry.user && entry.deleted.empty()) {
      names.push_back(entry.name);
    }
  }
  return names;
}

std::vector<std::string> UserLookup::not_alive() const
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

Result<std::vector<User>>
find_living_users(graph::GraphClient& client, const std::vector<std::string>& names, util::Log& log)
{
  UserLookup lookup(names, Bin::names);
  const auto answers = client.send_batch(lookup.requests());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    LPAZ_CHECK(lookup.take(client, i, answers[i]));
  }
  lookup.warn_of_namesakes(log);
  if (const auto missing = lookup.not_alive(); !missing.empty()) {
    return fail(users_not_found(missing));
  }
  return lookup.take_users();
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
