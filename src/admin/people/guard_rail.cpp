#include "lpaz/admin/people/guard_rail.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace lpaz::admin {
namespace {

using Refusals = std::vector<Refusal>;

// Whoever blocks the account that lpaz runs as ends the run, and perhaps the only way back.
Refusals check_own_account(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    if (!facts.signed_in_object_id.empty() &&
        util::equals_ignoring_case(user.id, facts.signed_in_object_id)) {
      refusals.push_back({user.user_principal_name, "this is the account lpaz is signed in as"});
    }
  }
  return refusals;
}

// A tenant whose last Global Administrator is blocked can be opened again only by Microsoft. Who is
// not known to be able to sign in does not count as one who is left.
Refusals check_last_global_administrator(const GuardRailFacts& facts)
{
  std::set<std::string> left = facts.roles.able_administrators();
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    left.erase(user.id);
    if (facts.roles.is_global_administrator(user.id)) {
      refusals.push_back(
          {user.user_principal_name, "no Global Administrator would be left in the tenant"});
    }
  }
  return left.empty() ? refusals : Refusals{};
}

// Roles count whether they are active or eligible.
Refusals check_directory_role(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    const auto roles = facts.roles.roles_of(user.id);
    if (!roles.empty()) {
      refusals.push_back(
          {user.user_principal_name, fmt::format("holds the role {}", util::join(roles, ", "))});
    }
  }
  return refusals;
}

// If roles cannot be read, everybody may hold one: also the last Global Administrator.
Refusals check_unknown_roles(const GuardRailFacts& facts)
{
  if (facts.roles.known()) {
    return {};
  }
  return {{"",
           fmt::format("who holds a directory role is not known: {}",
                       util::join(facts.roles.warnings(), "; "))}};
}

bool is_protected(const graph::User& user, const GuardRailFacts& facts)
{
  return facts.protected_ids.contains(user.id) ||
         std::ranges::any_of(facts.protected_names, [&user](const std::string& name) {
           return util::equals_ignoring_case(name, user.id) ||
                  util::equals_ignoring_case(name, user.user_principal_name);
         });
}

// Emergency accounts, from protectedUsers of the configuration.
Refusals check_break_glass(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    if (is_protected(user, facts)) {
      refusals.push_back(
          {user.user_principal_name, "is a protected account of your configuration"});
    }
  }
  return refusals;
}

// The local Active Directory is the master of a synced account: it undoes a change of the sign-in
// half an hour later, and who leaves is taken out of it.
Refusals check_synced_user(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    if (user.on_premises_sync_enabled) {
      refusals.push_back({user.user_principal_name,
                          facts.ends_sign_in
                              ? "is synced from the local Active Directory; make the change there, "
                                "for the next sync undoes it here"
                              : "is synced from the local Active Directory; disable the account "
                                "there, and keep it in scope here"});
    }
  }
  return refusals;
}

// A guest's sign-in belongs to the home tenant: sessions cannot be revoked from here.
Refusals check_guest(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    if (user.is_guest()) {
      refusals.push_back(
          {user.user_principal_name, "is a guest, whose sessions end only in the home tenant"});
    }
  }
  return refusals;
}

// Entra ID would have LastPass delete the account of that name, which is the living person's now.
Refusals check_reused_name(const GuardRailFacts& facts)
{
  Refusals refusals;
  for (const graph::User& user : facts.users) {
    for (const ReusedName& reused : facts.reused_names) {
      if (reused.deleted_id == user.id) {
        refusals.push_back({user.user_principal_name,
                            fmt::format("({}) had a name or address that {} ({}) has now, and "
                                        "that person's account and vault would be deleted",
                                        user.id,
                                        reused.living_name,
                                        reused.living_id)});
      }
    }
  }
  return refusals;
}

Refusals too_many(std::size_t count, std::size_t max_users)
{
  if (max_users == 0 || count <= max_users) {
    return {};
  }
  return {{"",
           fmt::format("{} are more than the {} that one run may change",
                       util::plural(static_cast<long long>(count), "user"),
                       max_users)}};
}

Refusals check_max_users(const GuardRailFacts& facts)
{
  return too_many(facts.users.size(), facts.max_users);
}

constexpr GuardRail k_guard_rails[] = {
    {Rail::own_account,
     "--include-self",
     "Even the account lpaz is signed in as",
     check_own_account},
    {Rail::last_global_administrator,
     "--include-last-admin",
     "Even if no Global Administrator is left",
     check_last_global_administrator},
    {Rail::directory_role,
     "--include-admins",
     "Also holders of directory roles",
     check_directory_role},
    {Rail::unknown_roles,
     "--ignore-unknown-roles",
     "Even if it cannot be read who holds a role",
     check_unknown_roles},
    {Rail::break_glass,
     "--include-protected",
     "Also the protectedUsers of the configuration",
     check_break_glass},
    {Rail::synced_user,
     "--include-synced",
     "Also people synced from Active Directory",
     check_synced_user},
    {Rail::guest, "--include-guests", "Also guests", check_guest},
    {Rail::reused_name,
     "--include-reused-names",
     "Also people whose name somebody else has now",
     check_reused_name},
    {Rail::max_users, "--max-users", "Refuse to change more people than this", check_max_users},
};
static_assert(std::size(k_guard_rails) == k_rail_count);

std::string describe(const Refusal& refusal)
{
  return util::make_visible(
      refusal.user_principal_name.empty()
          ? refusal.reason
          : fmt::format("{} {}", refusal.user_principal_name, refusal.reason));
}

Status refuse(const std::vector<std::string>& reasons, const std::vector<std::string>& options)
{
  if (reasons.empty()) {
    return {};
  }
  return fail(ErrorKind::refused,
              "nothing was changed: " + util::join(reasons, "\n  "),
              fmt::format("leave them out, or override with {}", util::join(options, " ")));
}

} // namespace

std::span<const GuardRail> guard_rails()
{
  return k_guard_rails;
}

Status check_guard_rails(const GuardRailFacts& facts, RailSet rails)
{
  std::vector<std::string> reasons;
  std::vector<std::string> options;
  for (const GuardRail& rail : k_guard_rails) {
    if (!rails.contains(rail.rail)) {
      continue;
    }
    const Refusals refusals = rail.check(facts);
    for (const Refusal& refusal : refusals) {
      reasons.push_back(describe(refusal));
    }
    if (!refusals.empty()) {
      options.emplace_back(rail.override_option);
    }
  }
  return refuse(reasons, options);
}

Status check_user_count(std::size_t count, std::size_t max_users)
{
  std::vector<std::string> reasons;
  for (const Refusal& refusal : too_many(count, max_users)) {
    reasons.push_back(describe(refusal));
  }
  return refuse(reasons, {"--max-users"});
}

} // namespace lpaz::admin
