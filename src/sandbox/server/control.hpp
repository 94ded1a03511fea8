#pragma once

#include "sandbox/provisioning_service.hpp"
#include "sandbox/server/faults.hpp"
#include "sandbox/server/journal.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::server {

// The calls under /control that work the sandbox itself:
//   GET  journal[?prefix=/v1.0]  every request that it got, as a JSON array
//   POST journal/reset
//   GET  state                   a summary of the tenant
//   POST advance {"seconds":N}   puts the calendar forward; what becomes due, runs
//   POST cycle                   one cycle of every scheduled job; answers when they have ended
//   GET  fault, POST fault {…}, DELETE fault    see parse_fault()
class Control {
public:
  Control(store::Tenant& tenant,
          Journal& journal,
          Faults& faults,
          ProvisioningService& provisioning)
      : m_tenant(tenant), m_journal(journal), m_faults(faults), m_provisioning(provisioning)
  {
  }

  Response respond(const Request& request);

private:
  Response advance(const Request& request);
  Response add_fault(const Request& request);
  Response run_cycle();

  store::Tenant& m_tenant;
  Journal& m_journal;
  Faults& m_faults;
  ProvisioningService& m_provisioning;
};

// What GET /control/state answers.
std::string tenant_summary(const store::Tenant& tenant);

} // namespace lpaz::sandbox::server
