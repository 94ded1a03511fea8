#pragma once

#include "sandbox/store/provisioning_log.hpp"
#include "sandbox/store/tenant.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

// Collects the entries of one cycle and passes them to the tenant's provisioning log in batches.
class CycleLog {
public:
  CycleLog(store::Tenant& tenant,
           std::string job_id,
           store::ObjectId service_principal,
           store::ObjectId cycle_id);
  ~CycleLog();
  CycleLog(const CycleLog&) = delete;
  CycleLog& operator=(const CycleLog&) = delete;

  // Fills in job, cycle, change and service principal.
  void add(store::ProvisioningLogEntry entry);
  void flush();
  // The newest entry; null if none was added.
  const store::ProvisioningLogEntry* last() const;
  void mark_on_demand() { m_on_demand = true; }

private:
  store::Tenant& m_tenant;
  std::string m_job_id;
  store::ObjectId m_service_principal;
  store::ObjectId m_cycle_id;
  bool m_on_demand = false;
  std::vector<store::ProvisioningLogEntry> m_waiting;
};

} // namespace lpaz::sandbox::engine
