#pragma once

#include "sandbox/engine/engine.hpp"
#include "sandbox/lastpass/lastpass.hpp"
#include "sandbox/state/sandbox_state.hpp"
#include "sandbox/state_service.hpp"
#include "sandbox/store/tenant.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::state {

// Takes the state out of the running parts of a sandbox and replaces it, all at once: no request
// and no cycle sees half of it.
class StateKeeper : public StateService {
public:
  using Seeds = std::function<Result<SandboxState>(std::string_view name)>;

  StateKeeper(store::Tenant& tenant,
              engine::ProvisioningEngine& engine,
              lastpass::LastPass& lastpass)
      : m_tenant(tenant), m_engine(engine), m_lastpass(lastpass)
  {
  }

  // Call this first: where the sandbox is reached, and how its seeds are grown.
  void settle(std::string base_url, Seeds seeds, std::string first_seed);

  std::string dump() override;
  Status load(std::string_view document) override;
  Status reset(std::string_view seed) override;

private:
  void install(SandboxState next);

  store::Tenant& m_tenant;
  engine::ProvisioningEngine& m_engine;
  lastpass::LastPass& m_lastpass;
  std::string m_base_url;
  Seeds m_seeds;
  std::string m_first_seed;
};

} // namespace lpaz::sandbox::state
