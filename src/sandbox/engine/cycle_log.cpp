#include "sandbox/engine/cycle_log.hpp"

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::size_t k_most_waiting = 64;

} // namespace

CycleLog::CycleLog(store::Tenant& tenant,
                   std::string job_id,
                   store::ObjectId service_principal,
                   store::ObjectId cycle_id)
    : m_tenant(tenant), m_job_id(std::move(job_id)), m_service_principal(service_principal),
      m_cycle_id(cycle_id)
{
}

CycleLog::~CycleLog()
{
  flush();
}

void CycleLog::add(store::ProvisioningLogEntry entry)
{
  if (m_waiting.size() >= k_most_waiting) {
    flush();
  }
  entry.activity = m_tenant.now();
  entry.job_id = m_job_id;
  entry.cycle_id = m_cycle_id;
  entry.change_id = store::ObjectId::random();
  entry.service_principal = m_service_principal;
  entry.on_demand = m_on_demand;
  m_waiting.push_back(std::move(entry));
}

void CycleLog::flush()
{
  if (m_waiting.empty()) {
    return;
  }
  const auto directory = m_tenant.write();
  for (auto& entry : m_waiting) {
    directory->append_log(std::move(entry));
  }
  m_waiting.clear();
}

const store::ProvisioningLogEntry* CycleLog::last() const
{
  return m_waiting.empty() ? nullptr : &m_waiting.back();
}

} // namespace lpaz::sandbox::engine
