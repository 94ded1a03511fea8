#include "sandbox/engine/engine.hpp"

#include "sandbox/engine/beginning.hpp"
#include "sandbox/engine/credential_check.hpp"
#include "sandbox/engine/cycle.hpp"
#include "sandbox/engine/job_status.hpp"
#include "sandbox/engine/on_demand.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace lpaz::sandbox::engine {

ProvisioningEngine::ProvisioningEngine(store::Tenant& tenant, std::unique_ptr<ScimSender> sender)
    : m_tenant(tenant), m_sender(std::move(sender))
{
}

ProvisioningEngine::~ProvisioningEngine()
{
  stop();
}

void ProvisioningEngine::start()
{
  m_thread = std::thread([this] { watch(); });
}

void ProvisioningEngine::stop()
{
  m_stop = true;
  m_tenant.clock().wake();
  if (m_thread.joinable()) {
    m_thread.join();
  }
}

void ProvisioningEngine::wake()
{
  m_woken = true;
  m_tenant.clock().wake();
}

void ProvisioningEngine::watch()
{
  while (!m_stop) {
    m_woken = false;
    const auto give_up = [this] { return m_stop || m_woken; };
    if (!m_tenant.clock().wait_until(next_due(), give_up)) {
      continue;
    }
    for (const auto& job : jobs_to_run(true)) {
      const std::lock_guard lock(m_cycle_mutex);
      if (!m_stop) {
        static_cast<void>(
            run_cycle_locked(job)); // a job that was deleted meanwhile is not an error
      }
    }
  }
}

util::TimePoint ProvisioningEngine::next_due() const
{
  util::TimePoint earliest = m_tenant.now() + std::chrono::hours(24);
  const auto directory = m_tenant.read();
  for (const auto& [id, job] : directory->jobs()) {
    if (job.is_scheduled) {
      earliest = std::min(earliest, job.next_cycle);
    }
  }
  return earliest;
}

std::vector<std::string> ProvisioningEngine::jobs_to_run(bool only_due) const
{
  std::vector<std::string> ids;
  const util::TimePoint now = m_tenant.now();
  const auto directory = m_tenant.read();
  for (const auto& [id, job] : directory->jobs()) {
    const bool waits = only_due || job.status.quarantine.has_value();
    if (job.is_scheduled && (!waits || job.next_cycle <= now)) {
      ids.push_back(id);
    }
  }
  return ids;
}

void ProvisioningEngine::run_cycle_now()
{
  const std::lock_guard lock(m_cycle_mutex);
  for (const auto& job : jobs_to_run(false)) {
    static_cast<void>(run_cycle_locked(job));
  }
}

Status ProvisioningEngine::run_cycle(std::string_view job_id)
{
  const std::lock_guard lock(m_cycle_mutex);
  return run_cycle_locked(std::string(job_id));
}

Status ProvisioningEngine::run_cycle_locked(const std::string& job_id)
{
  forget_deleted_jobs();
  LPAZ_TRY(const auto beginning, begin_cycle(m_tenant, job_id));
  auto& state = m_states[job_id];
  if (!state) {
    state = std::make_unique<JobState>();
  }
  obey_reset(*state, beginning.reset);
  CycleResult result;
  result.began = m_tenant.now();
  if (auto ready = adopt_schema(*state, beginning); ready) {
    result = engine::run_cycle(m_tenant, *state, beginning.settings, *m_sender, m_stop);
  } else {
    result.error = std::move(ready).error();
    result.ended = result.began;
  }
  if (!result.interrupted) {
    end_cycle(m_tenant, job_id, *state, result);
  }
  return {};
}

void ProvisioningEngine::between_cycles(const std::function<void(JobStates&)>& visit)
{
  const std::lock_guard lock(m_cycle_mutex);
  visit(m_states);
}

void ProvisioningEngine::forget_deleted_jobs()
{
  const auto directory = m_tenant.read();
  std::erase_if(m_states,
                [&](const auto& entry) { return directory->find_job(entry.first) == nullptr; });
}

Status ProvisioningEngine::validate_credentials(const ScimTarget& target)
{
  return check_credentials(*m_sender, target);
}

Result<util::OrderedJson> ProvisioningEngine::provision_on_demand(std::string_view job_id,
                                                                  const util::Json& request)
{
  const std::lock_guard lock(m_cycle_mutex);
  const std::string id(job_id);
  LPAZ_TRY(auto beginning, begin_on_demand(m_tenant, id));
  auto& state = m_states[id];
  if (!state) {
    state = std::make_unique<JobState>();
  }
  LPAZ_CHECK(adopt_schema(*state, beginning));
  ScimClient client(*m_sender, beginning.settings.target);
  CycleLog log(m_tenant, id, beginning.settings.scope.service_principal, store::ObjectId::random());
  log.mark_on_demand();
  CycleContext context{
      m_tenant, *state, *state->schema, client, beginning.settings, log, m_stop, {}, {}, {}, {}};
  return engine::provision_on_demand(context, request);
}

} // namespace lpaz::sandbox::engine
