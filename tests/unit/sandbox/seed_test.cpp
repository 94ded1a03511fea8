#include "sandbox/seed/named_seeds.hpp"
#include "sandbox/seed/seed.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using namespace lpaz::sandbox;

namespace {

seed::SeedOrder order_for(const std::string& name)
{
  seed::SeedOrder order;
  order.name = name;
  order.identity = seed::tenant_identity();
  order.base_url = "http://127.0.0.1:1";
  order.account_number = "1234567";
  order.token = util::Secret("the-token");
  return order;
}

const store::SynchronizationJob& job_of(const state::SandboxState& state)
{
  REQUIRE(state.directory.jobs().size() == 1);
  return state.directory.jobs().begin()->second;
}

bool is_active_in_lastpass(const state::SandboxState& state)
{
  const auto* account = state.company.find_account_by_name("margaret.hamilton@contoso.example");
  REQUIRE(account != nullptr);
  return account->active;
}

bool may_sign_in(const state::SandboxState& state)
{
  return state.directory.find_user_by_name("margaret.hamilton@contoso.example")->account_enabled;
}

bool has_right_token(const state::SandboxState& state)
{
  return state.directory.secrets_of(job_of(state).service_principal).secret_token() ==
         util::Secret("the-token");
}

} // namespace

TEST_CASE("The seed fresh is the company, and --users fills it up")
{
  auto order = order_for("fresh");
  order.users = 500;
  const auto state = *seed::grow(order);
  CHECK(state.directory.live_user_count() == 500);
  CHECK(state.directory.jobs().empty());
  CHECK(state.company.account_count() == 0);
}

TEST_CASE("The seed running has been through its first cycle")
{
  const auto state = *seed::grow(order_for("running"));
  const auto& job = job_of(state);
  CHECK(job.status.code == "Active");
  CHECK(job.status.last_execution->state == "Succeeded");
  CHECK(has_right_token(state));
  CHECK(state.company.account_count() == 14);
  CHECK(state.company.groups().size() == 2);
  CHECK(is_active_in_lastpass(state));
  CHECK_FALSE(state.jobs.begin()->second->needs_initial_cycle);
}

TEST_CASE("In the seed token-reset nobody has noticed yet, in the seed quarantined the service has")
{
  const auto before = *seed::grow(order_for("token-reset"));
  CHECK(job_of(before).status.code == "Active");
  CHECK_FALSE(has_right_token(before));
  CHECK_FALSE(may_sign_in(before));
  CHECK(is_active_in_lastpass(before));

  const auto after = *seed::grow(order_for("quarantined"));
  const auto& status = job_of(after).status;
  CHECK(status.code == "Quarantine");
  REQUIRE(status.quarantine.has_value());
  CHECK(status.quarantine->reason == "EncounteredQuarantineException");
  CHECK(after.clock_offset == std::chrono::minutes(40));
  CHECK(is_active_in_lastpass(after));
}

TEST_CASE("In the seed hybrid people come from Active Directory, and one was disabled there")
{
  const auto state = *seed::grow(order_for("hybrid"));
  std::size_t synced = 0;
  state.directory.users().for_each([&](const store::User& user) { synced += user.is_synced; });
  CHECK(synced == 26);
  CHECK_FALSE(state.directory.find_user_by_name("ada.lovelace@contoso.example")->is_synced);
  CHECK_FALSE(may_sign_in(state));
  CHECK_FALSE(is_active_in_lastpass(state));
}

TEST_CASE("Seeds that send SCIM requests are for the LastPass stand-in, and unknown ones are named")
{
  auto order = order_for("running");
  order.foreign_scim_url = "http://127.0.0.1:9/scim";
  CHECK(seed::grow(order).error().kind == ErrorKind::usage);
  order.name = "fresh";
  CHECK(seed::grow(order).has_value());
  const auto unknown = seed::grow(order_for("ripe"));
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error().hint.find("token-reset") != std::string::npos);
}
