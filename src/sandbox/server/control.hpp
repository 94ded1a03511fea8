#pragma once

#include "sandbox/provisioning_service.hpp"
#include "sandbox/server/faults.hpp"
#include "sandbox/server/journal.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/state_service.hpp"
#include "sandbox/store/tenant.hpp"

#include <optional>
#include <string_view>

namespace lpaz::sandbox::server {

// The calls under /control that operate the sandbox itself.
//
//   GET  journal[?prefix=/v1.0][&method=GET]   every request that it received, as a JSON array
//   POST journal/reset
//   GET  state                   a summary of the tenant
//   GET  state/dump              all of it; PUT state puts such a document in its place
//   POST state/reset {"seed":"running"}   without a seed: the one that it started with
//   POST advance {"seconds":N}   moves the calendar forward; what becomes due runs
//   POST cycle                   one cycle of every scheduled job; answers when they have ended
//   GET  fault, POST fault {…}, DELETE fault    see parse_fault()
class Control {
public:
  Control(store::Tenant& tenant,
          Journal& journal,
          Faults& faults,
          ProvisioningService& provisioning,
          StateService& states)
      : m_tenant(tenant), m_journal(journal), m_faults(faults), m_provisioning(provisioning),
        m_states(states)
  {
  }

  Response respond(const Request& request);

private:
  Response advance(const Request& request);
  Response add_fault(const Request& request);
  Response run_cycle();
  Response load_state(const Request& request);
  Response reset_state(const Request& request);
  std::optional<Response> respond_about_state(std::string_view call, const Request& request);

  store::Tenant& m_tenant;
  Journal& m_journal;
  Faults& m_faults;
  ProvisioningService& m_provisioning;
  StateService& m_states;
};

// What GET /control/state answers.
std::string tenant_summary(const store::Tenant& tenant);

} // namespace lpaz::sandbox::server
