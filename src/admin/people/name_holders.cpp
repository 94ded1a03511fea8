#include "name_holders.hpp"

#include "lpaz/graph/odata_query.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

std::vector<graph::GraphRequest> requests_for(const std::set<std::string>& names)
{
  std::set<std::string> lower;
  for (const std::string& name : names) {
    lower.insert(util::to_lower(name));
  }
  lower.erase("");
  const std::vector<std::string> all(lower.begin(), lower.end());
  std::vector<graph::GraphRequest> requests;
  for (std::size_t begin = 0; begin < all.size(); begin += graph::k_in_limit) {
    const std::size_t end = std::min(begin + graph::k_in_limit, all.size());
    const std::vector<std::string> part(all.begin() + static_cast<std::ptrdiff_t>(begin),
                                        all.begin() + static_cast<std::ptrdiff_t>(end));
    for (const std::string_view property : {"userPrincipalName", "mail"}) {
      requests.push_back(graph::list_users_request(graph::odata_in(property, part)));
    }
  }
  return requests;
}

} // namespace

void NameHolders::add(const graph::User& user)
{
  for (const std::string& name :
       std::set{util::to_lower(user.user_principal_name), util::to_lower(user.mail)}) {
    std::vector<graph::User>& users = m_users[name];
    if (std::ranges::find(users, user.id, &graph::User::id) == users.end()) {
      users.push_back(user);
    }
  }
}

const std::vector<graph::User>& NameHolders::of(const std::string& name) const
{
  static const std::vector<graph::User> nobody;
  const auto found = m_users.find(util::to_lower(name));
  return name.empty() || found == m_users.end() ? nobody : found->second;
}

Result<NameHolders> read_name_holders(graph::GraphClient& client,
                                      const std::set<std::string>& names)
{
  NameHolders holders;
  for (const auto& answer : client.send_batch(requests_for(names))) {
    if (!answer) {
      return fail(answer.error());
    }
    LPAZ_CHECK(
        graph::for_each_item_from(client, *answer, {}, [&holders](const auto& json) -> Status {
          if (auto id = util::require_string(json, "id", "user"); !id) {
            return fail(std::move(id).error());
          }
          holders.add(graph::parse_user(json));
          return {};
        }));
  }
  return holders;
}

} // namespace lpaz::admin
