#pragma once

#include "sandbox/state/sandbox_state.hpp"
#include "sandbox/store/tenant.hpp"

#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::seed {

// What a seed is grown from.
struct SeedOrder {
  std::string name;
  store::TenantIdentity identity;
  std::chrono::seconds cycle_interval{40 * 60};
  std::size_t users = 0;   // with the generated ones; 0: none are generated
  bool privileged = false; // the app is a Global Administrator
  std::string base_url;    // of the sandbox
  std::string account_number;
  util::Secret token; // the one that LastPass accepts at the end
  // Another SCIM server that stands in for LastPass; empty: ours.
  std::string foreign_scim_url;
};

constexpr std::string_view k_first_seed = "fresh";

// fresh, running, quarantined, token-reset, hybrid, 100k
std::vector<std::string> seed_names();
// Plays the seed's story (stories.json). ErrorKind::usage: there is no such seed, or it needs
// LastPass where another SCIM server is used.
Result<state::SandboxState> grow(const SeedOrder& order);

} // namespace lpaz::sandbox::seed
