#pragma once

#include "sandbox/engine/engine.hpp"
#include "sandbox/graph/service.hpp"
#include "sandbox/lastpass/lastpass.hpp"
#include "sandbox/oauth/token_signer.hpp"
#include "sandbox/seed/named_seeds.hpp"
#include "sandbox/server/faults.hpp"
#include "sandbox/state/sandbox_state.hpp"
#include "sandbox/store/tenant.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::seed {

// A sandbox without a server, in which the story of a seed is played: requests of an admin to
// Graph and cycles of the provisioning service, with LastPass at the other end.
class Rehearsal {
public:
  explicit Rehearsal(const SeedOrder& order);

  store::Tenant& tenant() { return m_tenant; }
  // A request to Graph with every permission, and the answer's body. A refusal is a defect of the
  // story.
  Result<util::Json> ask(std::string method, std::string_view target, const util::Json& body);
  // Moves the calendar forward; nothing runs by itself.
  void advance(std::chrono::seconds by) { m_tenant.clock().advance(by); }
  void run_cycle() { m_engine.run_cycle_now(); }
  lastpass::LastPass& lastpass() { return m_lastpass; }
  // A user accepts the invitation of LastPass and logs in.
  void log_in(std::string_view user_name);
  // Ends the rehearsal.
  state::SandboxState take();

private:
  const SeedOrder& m_order;
  store::Tenant m_tenant;
  oauth::TokenSigner m_signer;
  server::Faults m_faults;
  lastpass::LastPass m_lastpass;
  engine::ProvisioningEngine m_engine;
  graph::GraphService m_graph;
  std::string m_token;
};

} // namespace lpaz::sandbox::seed
