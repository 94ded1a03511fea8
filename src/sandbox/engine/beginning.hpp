#pragma once

#include "sandbox/engine/cycle.hpp"
#include "sandbox/store/synchronization_job.hpp"

#include <memory>
#include <string>

namespace lpaz::sandbox::engine {

// What is read from the tenant when a cycle begins.
struct Beginning {
  CycleSettings settings;
  store::ResetScope reset = store::ResetScope::none;
  std::shared_ptr<const util::OrderedJson> schema;
  std::uint64_t schema_version = 0;
};

// Carries out a requested reset, and purges users whose time in the recycle bin is over.
// ErrorKind::not_found: no such job.
Result<Beginning> begin_cycle(store::Tenant& tenant, const std::string& job_id);
// The same without touching the job. The dialect flag of the tenant URL has no effect on demand.
Result<Beginning> begin_on_demand(const store::Tenant& tenant, const std::string& job_id);

// Reads the schema if it is a new one. Also fails (ErrorKind::sign_in) if no credentials are saved.
Status adopt_schema(JobState& state, const Beginning& beginning);

// Writes the result to the job, and an audit entry if the job went into quarantine.
void end_cycle(store::Tenant& tenant,
               const std::string& job_id,
               JobState& state,
               const CycleResult& result);

} // namespace lpaz::sandbox::engine
