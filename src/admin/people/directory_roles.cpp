#include "lpaz/admin/people/directory_roles.hpp"

#include "lpaz/graph/directory_role.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_active = 0;
constexpr std::size_t k_eligible = 1;
constexpr std::size_t k_names = 2;

// A tenant without Entra ID P2 has no eligible roles at all, and says so with a licence error.
bool is_licence_error(const Error& error)
{
  return error.code.find("License") != std::string::npos ||
         error.message.find("license") != std::string::npos;
}

// Says nothing about the tenant: tried again it may be answered, and no guard-rail rests on it.
bool is_passing(const Error& error)
{
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::sign_in ||
         error.kind == ErrorKind::interrupted;
}

Status without_passing_trouble(const std::vector<Result<nlohmann::json>>& results)
{
  for (const auto& result : results) {
    if (!result && is_passing(result.error())) {
      return fail(with_context(result.error(), "the directory roles cannot be read"));
    }
  }
  return {};
}

} // namespace

std::vector<graph::GraphRequest> DirectoryRoles::requests()
{
  return {graph::list_role_assignments_request(),
          graph::list_role_eligibilities_request(),
          graph::list_role_definitions_request()};
}

Status DirectoryRoles::take(graph::GraphClient& client,
                            const std::vector<Result<nlohmann::json>>& results)
{
  LPAZ_CHECK(without_passing_trouble(results));
  if (!results[k_active]) {
    m_warnings.push_back(fmt::format("the directory roles could not be read: {}",
                                     results[k_active].error().message));
    return {};
  }
  LPAZ_CHECK(take_holdings(client, *results[k_active], false));
  m_known = true;
  if (results[k_names]) {
    LPAZ_CHECK(take_names(client, *results[k_names]));
  }
  if (results[k_eligible]) {
    LPAZ_CHECK(take_holdings(client, *results[k_eligible], true));
  } else if (!is_licence_error(results[k_eligible].error())) {
    m_warnings.push_back(fmt::format("who is eligible for a directory role could not be read: {}",
                                     results[k_eligible].error().message));
  }
  return expand_groups(client);
}

Status
DirectoryRoles::take_holdings(graph::GraphClient& client, const nlohmann::json& page, bool eligible)
{
  return graph::for_each_item_from(client, page, {}, [this, eligible](const auto& json) -> Status {
    const graph::RoleHolding holding = graph::parse_role_holding(json);
    const std::string& kind = holding.principal_kind;
    if (holding.principal_id.empty()) {
      return {};
    }
    add({holding.principal_id, kind, holding.principal_enabled},
        {holding.role_definition_id, eligible});
    if (kind == "group" || kind.empty()) {
      m_groups.emplace(holding.principal_id, kind == "group");
    }
    return {};
  });
}

Status DirectoryRoles::take_names(graph::GraphClient& client, const nlohmann::json& page)
{
  return graph::for_each_item_from(client, page, {}, [this](const auto& json) -> Status {
    m_role_names.emplace(util::string_at(json, "id"), util::string_at(json, "displayName"));
    return {};
  });
}

void DirectoryRoles::add(const Holder& holder, const Holding& holding)
{
  m_holdings[holder.id].push_back(holding);
  const bool may_sign_in =
      (holder.kind == "user" || holder.kind.empty()) && holder.enabled.value_or(true);
  if (may_sign_in && !holding.eligible && holding.role_id == graph::k_global_administrator) {
    m_global_administrators.insert(holder.id);
  }
}

Status DirectoryRoles::expand_groups(graph::GraphClient& client)
{
  std::vector<std::string> groups;
  std::vector<graph::GraphRequest> requests;
  for (const auto& [group, certain] : m_groups) {
    groups.push_back(group);
    requests.push_back(graph::list_transitive_members_request(group));
  }
  const auto answers = client.send_batch(requests);
  LPAZ_CHECK(without_passing_trouble(answers));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!answers[i]) {
      const bool no_group =
          answers[i].error().kind == ErrorKind::not_found && !m_groups.at(groups[i]);
      if (no_group) {
        continue;
      }
      m_known = false;
      m_warnings.push_back(fmt::format("the members of the group {}, which holds a role, could not "
                                       "be read: {}",
                                       groups[i],
                                       answers[i].error().message));
      continue;
    }
    const std::vector<Holding> held = m_holdings[groups[i]];
    m_global_administrators.erase(groups[i]);
    LPAZ_CHECK(graph::for_each_item_from(
        client, *answers[i], {}, [this, &held](const auto& json) -> Status {
          const graph::GroupMember member = graph::parse_group_member(json);
          for (const Holding& holding : held) {
            add({member.id, member.kind, member.account_enabled}, holding);
          }
          return {};
        }));
  }
  return {};
}

std::vector<std::string> DirectoryRoles::roles_of(std::string_view user_id) const
{
  std::set<std::string> names;
  if (const auto found = m_holdings.find(user_id); found != m_holdings.end()) {
    for (const Holding& holding : found->second) {
      const auto named = m_role_names.find(holding.role_id);
      const std::string name = named == m_role_names.end() ? holding.role_id : named->second;
      names.insert(holding.eligible ? name + " (eligible)" : name);
    }
  }
  return {names.begin(), names.end()};
}

bool DirectoryRoles::is_global_administrator(std::string_view user_id) const
{
  return m_global_administrators.contains(std::string(user_id));
}

} // namespace lpaz::admin
