#include "lpaz/admin/people/directory_roles.hpp"

#include "lpaz/graph/directory_role.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/graph/odata_query.hpp"
#include "lpaz/graph/page_iterator.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_active = 0;
constexpr std::size_t k_eligible = 1;
constexpr std::size_t k_names = 2;
constexpr std::size_t k_groups = 3;

// What Graph answers in a tenant without Entra ID P2, which has no eligible roles at all. Any other
// refusal is one.
bool is_licence_answer(const Result<nlohmann::json>& answer)
{
  return !answer && (answer.error().http_status == 400 || answer.error().http_status == 403) &&
         answer.error().code == "AadPremiumLicenseRequired";
}

// Says nothing about the tenant: tried again it may be answered, and no guard-rail rests on it.
bool is_passing(const Error& error)
{
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::sign_in ||
         error.kind == ErrorKind::interrupted;
}

// The same as something that stops a run: a missing permission, or a service that does not answer
// as it should.
Error as_stop(Error error, const std::string& what)
{
  if (error.kind != ErrorKind::permission) {
    error.kind = ErrorKind::unavailable;
  }
  error.message =
      fmt::format("{} could not be read, and nothing was changed: {}", what, error.message);
  error.hint += fmt::format("{}--ignore-unknown-roles goes on without knowing",
                            error.hint.empty() ? "" : "; ");
  return error;
}

} // namespace

std::vector<graph::GraphRequest> DirectoryRoles::requests()
{
  return {graph::list_role_assignments_request(),
          graph::list_role_eligibilities_request(),
          graph::list_role_definitions_request(),
          graph::list_role_assignable_groups_request()};
}

template <typename Take>
Status
DirectoryRoles::read(const Result<nlohmann::json>& answer, const std::string& what, Take take)
{
  const Status taken = answer ? take(*answer) : Status(fail(answer.error()));
  if (taken) {
    return {};
  }
  if (is_passing(taken.error())) {
    return fail(with_context(taken.error(), what + " could not be read"));
  }
  m_warnings.push_back(fmt::format("{} could not be read: {}", what, taken.error().message));
  if (!m_failure) {
    m_failure = as_stop(taken.error(), what);
  }
  return {};
}

Status DirectoryRoles::take(graph::GraphClient& client,
                            const std::vector<Result<nlohmann::json>>& results)
{
  m_taken = true;
  LPAZ_CHECK(read(results[k_active], "who holds a directory role", [&](const auto& page) {
    return take_holdings(client, page, false);
  }));
  if (!is_licence_answer(results[k_eligible])) {
    LPAZ_CHECK(read(results[k_eligible],
                    "who is eligible for a directory role",
                    [&](const auto& page) { return take_holdings(client, page, true); }));
  }
  LPAZ_CHECK(read(results[k_names], "the names of the directory roles", [&](const auto& page) {
    return take_names(client, page);
  }));
  LPAZ_CHECK(read(results[k_groups], "which groups can hold a role", [&](const auto& page) {
    return take_groups(client, page);
  }));
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
    const bool opens_tenant = !eligible && holding.scope == "/" &&
                              holding.role_definition_id == graph::k_global_administrator;
    add({holding.principal_id, kind, holding.principal_enabled},
        {holding.role_definition_id, eligible ? "eligible" : "", opens_tenant});
    if (kind == "group" || kind.empty()) {
      RoleGroup& group = m_groups[holding.principal_id];
      group.name = holding.principal_name;
      group.is_certain = group.is_certain || kind == "group";
    }
    return {};
  });
}

Status DirectoryRoles::take_groups(graph::GraphClient& client, const nlohmann::json& page)
{
  return graph::for_each_item_from(client, page, {}, [this](const auto& json) -> Status {
    if (const std::string id = util::string_at(json, "id"); !id.empty()) {
      m_groups[id] = {util::string_at(json, "displayName"), true};
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
  if (holding.opens_tenant && (holder.kind == "user" || holder.kind.empty())) {
    std::optional<bool>& enabled = m_administrators[holder.id];
    enabled = holder.enabled ? holder.enabled : enabled;
  }
}

void DirectoryRoles::add_through(const std::string& group, const Holder& holder, Via via)
{
  const std::string& known_name = m_groups.at(group).name;
  const std::string& name = known_name.empty() ? group : known_name;
  const auto held = m_holdings.find(group);
  if (held == m_holdings.end()) {
    const std::string_view role = via == Via::member  ? "member"
                                  : via == Via::owner ? "owner"
                                                      : "eligible for it";
    add(holder, {"", fmt::format("{}: role-assignable group, {}", name, role), false});
    return;
  }
  const std::vector<Holding> holdings = held->second;
  for (Holding holding : holdings) {
    if (via != Via::member) {
      holding.how =
          via == Via::owner ? fmt::format("owner of the group {}", name) : std::string("eligible");
      holding.opens_tenant = false;
    }
    add(holder, holding);
  }
}

Status DirectoryRoles::expand_groups(graph::GraphClient& client)
{
  std::vector<graph::GraphRequest> requests;
  for (const auto& [group, about] : m_groups) {
    requests.push_back(graph::list_transitive_members_request(group));
    if (about.is_certain) {
      requests.push_back(graph::list_owners_request(group));
      requests.push_back(graph::list_group_eligibilities_request(group));
    }
  }
  const auto answers = client.send_batch(requests);
  auto answer = answers.begin();
  const auto groups = m_groups;
  for (const auto& [group, about] : groups) {
    LPAZ_CHECK(take_members(client, group, *answer++));
    if (about.is_certain) {
      LPAZ_CHECK(take_owners(client, group, *answer++));
      LPAZ_CHECK(take_eligible(client, group, *answer++));
    }
  }
  return {};
}

Status DirectoryRoles::take_members(graph::GraphClient& client,
                                    const std::string& group,
                                    const Result<nlohmann::json>& answer)
{
  if (!answer && answer.error().kind == ErrorKind::not_found && !m_groups.at(group).is_certain) {
    return {}; // it is no group
  }
  m_administrators.erase(group);
  const auto what = fmt::format("who is a member of {}, which can hold a role,", group);
  return read(answer, what, [&](const auto& page) {
    return graph::for_each_item_from(client, page, {}, [&](const auto& json) -> Status {
      const graph::GroupMember member = graph::parse_group_member(json);
      add_through(group, {member.id, member.kind, member.account_enabled}, Via::member);
      return {};
    });
  });
}

Status DirectoryRoles::take_owners(graph::GraphClient& client,
                                   const std::string& group,
                                   const Result<nlohmann::json>& answer)
{
  const auto what = fmt::format("who owns {}, which can hold a role,", group);
  return read(answer, what, [&](const auto& page) {
    return graph::for_each_item_from(client, page, {}, [&](const auto& json) -> Status {
      add_through(group, {util::string_at(json, "id"), "", std::nullopt}, Via::owner);
      return {};
    });
  });
}

Status DirectoryRoles::take_eligible(graph::GraphClient& client,
                                     const std::string& group,
                                     const Result<nlohmann::json>& answer)
{
  if (is_licence_answer(answer)) {
    return {};
  }
  const auto what = fmt::format("who is eligible for {}, which can hold a role,", group);
  return read(answer, what, [&](const auto& page) {
    return graph::for_each_item_from(client, page, {}, [&](const auto& json) -> Status {
      const auto eligibility = graph::parse_group_eligibility(json);
      add_through(group,
                  {eligibility.principal_id, "", std::nullopt},
                  eligibility.as_owner ? Via::owner : Via::eligible);
      return {};
    });
  });
}

Status DirectoryRoles::take_states(graph::GraphClient& client, const nlohmann::json& page)
{
  return graph::for_each_item_from(client, page, {}, [this](const auto& json) -> Status {
    const graph::User user = graph::parse_user(json);
    if (const auto found = m_administrators.find(user.id); found != m_administrators.end()) {
      found->second = user.account_enabled;
    }
    return {};
  });
}

Status DirectoryRoles::read_states(graph::GraphClient& client)
{
  std::vector<std::string> ids;
  for (const auto& [id, enabled] : m_administrators) {
    if (!enabled) {
      ids.push_back(id);
    }
  }
  std::vector<graph::GraphRequest> requests;
  for (std::size_t begin = 0; begin < ids.size(); begin += graph::k_in_limit) {
    const std::size_t end = std::min(begin + graph::k_in_limit, ids.size());
    requests.push_back(graph::list_users_request(
        graph::odata_in("id",
                        {ids.begin() + static_cast<std::ptrdiff_t>(begin),
                         ids.begin() + static_cast<std::ptrdiff_t>(end)})));
  }
  for (const auto& answer : client.send_batch(requests)) {
    LPAZ_CHECK(read(answer, "which Global Administrators can sign in", [&](const auto& page) {
      return take_states(client, page);
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
      names.insert(name.empty()          ? holding.how
                   : holding.how.empty() ? name
                                         : fmt::format("{} ({})", name, holding.how));
    }
  }
  return {names.begin(), names.end()};
}

bool DirectoryRoles::is_global_administrator(std::string_view user_id) const
{
  return m_administrators.contains(user_id);
}

std::set<std::string> DirectoryRoles::able_administrators() const
{
  std::set<std::string> able;
  for (const auto& [id, enabled] : m_administrators) {
    if (enabled == true) {
      able.insert(id);
    }
  }
  return able;
}

} // namespace lpaz::admin
