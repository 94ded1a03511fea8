#include "sandbox/seed/named_seeds.hpp"

#include "sandbox/seed/rehearsal.hpp"
#include "sandbox/seed/seed.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace lpaz::sandbox::seed {
namespace {

using util::Json;

constexpr std::string_view k_app_name = "LastPass Provisioning App";
constexpr std::string_view k_custom_app = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";
constexpr std::string_view k_user_role = "18d14569-c3bd-439b-9a66-3a2aee01d14f";
constexpr std::string_view k_leaver = "margaret.hamilton@contoso.example";
constexpr std::size_t k_many_users = 100'000;
constexpr std::size_t k_many_teams = 500;

store::ObjectId user_id(std::string_view name)
{
  return store::ObjectId::derive(fmt::format("user {}", name));
}

store::ObjectId group_id(std::string_view key)
{
  return store::ObjectId::derive(fmt::format("group {}", key));
}

Json pair(std::string_view key, std::string_view value)
{
  return {{"key", key}, {"value", value}};
}

void fill(Rehearsal& rehearsal, const SeedOrder& order, bool is_large)
{
  store::Tenant& tenant = rehearsal.tenant();
  fill_company(tenant);
  if (is_large) {
    fill_generated(tenant, k_many_users, k_many_users / k_many_teams);
  } else if (order.users > 0) {
    fill_generated(tenant, order.users);
  }
  if (order.privileged) {
    tenant.write()->add_role_assignment({store::ObjectId::derive("role of the app"),
                                         order.identity.client_principal_id,
                                         store::global_administrator(),
                                         tenant.now()});
  }
}

Status assign_groups(Rehearsal& rehearsal, const std::string& app)
{
  for (const auto* key : {"engineering", "finance"}) {
    LPAZ_TRY(const auto assigned,
             rehearsal.ask("POST",
                           fmt::format("/servicePrincipals/{}/appRoleAssignedTo", app),
                           {{"principalId", group_id(key).text()},
                            {"resourceId", app},
                            {"appRoleId", k_user_role}}));
  }
  return {};
}

// What `lpaz configure-app` does, then the assignments, then the first cycle. Two of three people
// have accepted the invitation since.
Status set_up(Rehearsal& rehearsal, const SeedOrder& order)
{
  LPAZ_TRY(const auto made,
           rehearsal.ask("POST",
                         fmt::format("/applicationTemplates/{}/instantiate", k_custom_app),
                         {{"displayName", k_app_name}}));
  const std::string app = util::string_at(made.at("servicePrincipal"), "id");
  const std::string path = fmt::format("/servicePrincipals/{}/synchronization", app);
  LPAZ_TRY(const auto job, rehearsal.ask("POST", path + "/jobs", {{"templateId", "scim"}}));
  const auto& lastpass = rehearsal.lastpass();
  const Json secrets = {pair("BaseAddress", order.base_url + lastpass.scim_path()),
                        pair("SecretToken", lastpass.token().reveal()),
                        pair("SyncAll", "false")};
  LPAZ_TRY(const auto saved, rehearsal.ask("PUT", path + "/secrets", {{"value", secrets}}));
  LPAZ_CHECK(assign_groups(rehearsal, app));
  LPAZ_TRY(const auto started,
           rehearsal.ask(
               "POST", fmt::format("{}/jobs/{}/start", path, util::string_at(job, "id")), Json()));
  rehearsal.run_cycle();
  std::vector<std::string> names;
  rehearsal.lastpass().with_company([&](const lastpass::Company& company) {
    company.for_each_account([&](const auto& account) { names.push_back(account.user_name); });
  });
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i % 3 != 2) {
      rehearsal.log_in(names[i]);
    }
  }
  return {};
}

Status block(Rehearsal& rehearsal, std::string_view name)
{
  LPAZ_TRY(const auto blocked,
           rehearsal.ask("PATCH", "/users/" + user_id(name).text(), {{"accountEnabled", false}}));
  return {};
}

Status play_fresh(Rehearsal&, const SeedOrder&)
{
  return {};
}

Status play_running(Rehearsal& rehearsal, const SeedOrder& order)
{
  return set_up(rehearsal, order);
}

// Provisioning ran; then somebody reset the token in the Admin Console, and somebody left. No cycle
// came upon it yet.
Status play_token_reset(Rehearsal& rehearsal, const SeedOrder& order)
{
  rehearsal.lastpass().reset_token();
  LPAZ_CHECK(set_up(rehearsal, order));
  rehearsal.lastpass().use_token(order.token);
  return block(rehearsal, k_leaver);
}

// The same a cycle later.
Status play_quarantined(Rehearsal& rehearsal, const SeedOrder& order)
{
  LPAZ_CHECK(play_token_reset(rehearsal, order));
  rehearsal.advance(order.cycle_interval);
  rehearsal.run_cycle();
  return {};
}

// The people of the offices come from Active Directory, as do Engineering and Finance; the accounts
// of administrators, of the emergency and of guests are of the cloud. Somebody left there.
Status play_hybrid(Rehearsal& rehearsal, const SeedOrder& order)
{
  constexpr std::array<std::string_view, 4> k_cloud_only{"ada.lovelace@contoso.example",
                                                         "grace.hopper@contoso.example",
                                                         "alan.turing@contoso.example",
                                                         "breakglass@contoso.onmicrosoft.com"};
  std::vector<store::ObjectId> synced;
  rehearsal.tenant().read()->users().for_each([&](const store::User& user) {
    if (!user.is_guest &&
        std::ranges::find(k_cloud_only, user.user_principal_name) == k_cloud_only.end()) {
      synced.push_back(user.id);
    }
  });
  {
    const auto directory = rehearsal.tenant().write();
    for (const auto& id : synced) {
      directory->update_user(id, [](store::User& user) { user.is_synced = true; });
    }
    for (const auto* key : {"engineering", "finance"}) {
      directory->update_group(group_id(key), [](store::Group& group) { group.is_synced = true; });
    }
  }
  LPAZ_CHECK(set_up(rehearsal, order));
  rehearsal.tenant().write()->update_user(user_id(k_leaver),
                                          [](store::User& user) { user.account_enabled = false; });
  rehearsal.run_cycle();
  return {};
}

struct NamedSeed {
  std::string_view name;
  bool needs_lastpass; // sends SCIM requests
  bool is_large;
  Status (*play)(Rehearsal&, const SeedOrder&);
};

constexpr std::array k_seeds{
    NamedSeed{k_first_seed, false, false, play_fresh},
    NamedSeed{"running", true, false, play_running},
    NamedSeed{"quarantined", true, false, play_quarantined},
    NamedSeed{"token-reset", true, false, play_token_reset},
    NamedSeed{"hybrid", true, false, play_hybrid},
    NamedSeed{"100k", false, true, play_fresh},
};

} // namespace

std::vector<std::string> seed_names()
{
  std::vector<std::string> names;
  for (const auto& seed : k_seeds) {
    names.emplace_back(seed.name);
  }
  return names;
}

Result<state::SandboxState> grow(const SeedOrder& order)
{
  const auto* seed = std::ranges::find(k_seeds, order.name, &NamedSeed::name);
  if (seed == k_seeds.end()) {
    return fail(ErrorKind::usage,
                fmt::format("there is no seed \"{}\"", util::make_visible(order.name)),
                "the seeds are " + util::join(seed_names(), ", "));
  }
  if (seed->needs_lastpass && !order.foreign_scim_url.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("the seed {} runs on the LastPass stand-in only", order.name),
                "leave --scim-url away, or begin with the seed fresh");
  }
  Rehearsal rehearsal(order);
  fill(rehearsal, order, seed->is_large);
  LPAZ_CHECK(seed->play(rehearsal, order));
  return rehearsal.take();
}

} // namespace lpaz::sandbox::seed
