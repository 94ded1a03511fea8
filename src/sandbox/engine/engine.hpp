#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/engine/scim_sender.hpp"
#include "sandbox/provisioning_service.hpp"
#include "sandbox/store/tenant.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace lpaz::sandbox::engine {

using JobStates = std::map<std::string, std::unique_ptr<JobState>, std::less<>>;

// The provisioning service: runs the cycles of all jobs, one after the other, when the tenant's
// clock says that they are due.
class ProvisioningEngine : public ProvisioningService {
public:
  ProvisioningEngine(store::Tenant& tenant, std::unique_ptr<ScimSender> sender);
  ~ProvisioningEngine() override; // stops

  // Starts to watch the clock on a thread of its own.
  void start();
  // A running cycle stops after the current object.
  void stop();

  Status validate_credentials(const ScimTarget& target) override;
  void wake() override;
  // Skips a job in quarantine until its next attempt is due.
  void run_cycle_now() override;
  // Waits for a running cycle.
  Result<util::OrderedJson> provision_on_demand(std::string_view job_id,
                                                const util::Json& request) override;

  // Calls visit(states of the jobs) while no cycle runs; waits for a running one to end.
  void between_cycles(const std::function<void(JobStates&)>& visit);

  // Runs one cycle of this job, whether it is due or not. ErrorKind::not_found: no such job.
  Status run_cycle(std::string_view job_id);

private:
  void watch();
  util::TimePoint next_due() const;
  std::vector<std::string> jobs_to_run(bool only_due) const;
  Status run_cycle_locked(const std::string& job_id);
  void forget_deleted_jobs();

  store::Tenant& m_tenant;
  std::unique_ptr<ScimSender> m_sender;
  std::mutex m_cycle_mutex; // held during a cycle; guards m_states
  JobStates m_states;
  std::atomic<bool> m_stop = false;
  std::atomic<bool> m_woken = false;
  std::thread m_thread;
};

} // namespace lpaz::sandbox::engine
