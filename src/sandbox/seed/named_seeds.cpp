#include "sandbox/seed/named_seeds.hpp"

#include "sandbox/embedded_files.hpp"
#include "sandbox/seed/rehearsal.hpp"
#include "sandbox/seed/seed.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::seed {
namespace {

using util::Json;
using util::OrderedJson;

constexpr std::string_view k_app_name = "LastPass Provisioning App";
constexpr std::string_view k_custom_app = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";
constexpr std::string_view k_user_role = "18d14569-c3bd-439b-9a66-3a2aee01d14f";

Json pair(std::string_view key, std::string_view value)
{
  return {{"key", key}, {"value", value}};
}

Status fill(Rehearsal& rehearsal, const SeedOrder& order, const OrderedJson& story)
{
  store::Tenant& tenant = rehearsal.tenant();
  LPAZ_CHECK(fill_company(tenant));
  if (const auto users = story.value("users", order.users); users > 0) {
    fill_generated(tenant, users, story.value("teamSize", k_team_size));
  }
  if (order.privileged) {
    tenant.write()->add_role_assignment({store::ObjectId::derive("role of the app"),
                                         order.identity.client_principal_id,
                                         store::global_administrator(),
                                         tenant.now()});
  }
  return {};
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

// Does what `lpaz configure-app` does, assigns groups and runs the first cycle. Two of three users
// have accepted the invitation since.
Status set_up(Rehearsal& rehearsal, const SeedOrder& order, const OrderedJson&)
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

Status use_another_token(Rehearsal& rehearsal, const SeedOrder&, const OrderedJson&)
{
  rehearsal.lastpass().reset_token();
  return {};
}

Status use_the_token(Rehearsal& rehearsal, const SeedOrder& order, const OrderedJson&)
{
  rehearsal.lastpass().use_token(order.token);
  return {};
}

Status block(Rehearsal& rehearsal, const SeedOrder&, const OrderedJson& step)
{
  LPAZ_TRY(const auto blocked,
           rehearsal.ask("PATCH",
                         "/users/" + user_id(step.value("user", "")).text(),
                         {{"accountEnabled", false}}));
  return {};
}

Status block_on_premises(Rehearsal& rehearsal, const SeedOrder&, const OrderedJson& step)
{
  rehearsal.tenant().write()->update_user(user_id(step.value("user", "")),
                                          [](store::User& user) { user.account_enabled = false; });
  return {};
}

// All users but guests and those excepted.
Status synchronize(Rehearsal& rehearsal, const SeedOrder&, const OrderedJson& step)
{
  const std::vector<std::string> except = step.at("except");
  std::vector<store::ObjectId> synced;
  const auto directory = rehearsal.tenant().write();
  directory->users().for_each([&](const store::User& user) {
    if (!user.is_guest && std::ranges::find(except, user.user_principal_name) == except.end()) {
      synced.push_back(user.id);
    }
  });
  for (const auto& id : synced) {
    directory->update_user(id, [](store::User& user) { user.is_synced = true; });
  }
  for (const auto& key : step.at("groups")) {
    directory->update_group(group_id(key), [](store::Group& group) { group.is_synced = true; });
  }
  return {};
}

Status wait_for_cycle(Rehearsal& rehearsal, const SeedOrder& order, const OrderedJson&)
{
  rehearsal.advance(order.cycle_interval);
  return {};
}

Status run_cycle(Rehearsal& rehearsal, const SeedOrder&, const OrderedJson&)
{
  rehearsal.run_cycle();
  return {};
}

// What the stories may do.
struct Step {
  std::string_view name;
  Status (*play)(Rehearsal&, const SeedOrder&, const OrderedJson& step);
};

constexpr auto k_steps = std::to_array<Step>({
    {"set up", set_up},
    {"use another token", use_another_token},
    {"use the token", use_the_token},
    {"block", block},
    {"block on premises", block_on_premises},
    {"synchronize", synchronize},
    {"wait for a cycle", wait_for_cycle},
    {"run a cycle", run_cycle},
});

Status play(Rehearsal& rehearsal, const SeedOrder& order, const OrderedJson& steps)
{
  for (const auto& row : steps) {
    const std::string name = row.value("do", "");
    const auto* step = std::ranges::find(k_steps, name, &Step::name);
    if (step == k_steps.end()) {
      return fail(ErrorKind::defect, fmt::format("a seed has an unknown step \"{}\"", name));
    }
    LPAZ_CHECK(step->play(rehearsal, order, row));
  }
  return {};
}

const OrderedJson& stories()
{
  static const OrderedJson json = embedded_json("seed/stories.json");
  return json;
}

} // namespace

std::vector<std::string> seed_names()
{
  std::vector<std::string> names;
  for (const auto& story : stories()) {
    names.push_back(story.at("name"));
  }
  return names;
}

Result<state::SandboxState> grow(const SeedOrder& order)
{
  const auto story = std::ranges::find_if(
      stories(), [&](const auto& each) { return each.at("name") == order.name; });
  if (story == stories().end()) {
    return fail(ErrorKind::usage,
                fmt::format("there is no seed \"{}\"", util::make_visible(order.name)),
                "the seeds are " + util::join(seed_names(), ", "));
  }
  const OrderedJson steps = story->value("steps", OrderedJson::array());
  if (!steps.empty() && !order.foreign_scim_url.empty()) {
    return fail(ErrorKind::usage,
                fmt::format("the seed {} runs on the LastPass stand-in only", order.name),
                "leave out --scim-url, or start from the seed fresh");
  }
  Rehearsal rehearsal(order);
  LPAZ_CHECK(fill(rehearsal, order, *story));
  LPAZ_CHECK(play(rehearsal, order, steps));
  return rehearsal.take();
}

} // namespace lpaz::sandbox::seed
