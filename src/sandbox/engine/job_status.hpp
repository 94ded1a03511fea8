#pragma once

#include "sandbox/engine/cycle.hpp"
#include "sandbox/store/synchronization_job.hpp"

namespace lpaz::sandbox::engine {

// What restart and schema changes asked to be forgotten.
void obey_reset(JobState& state, store::ResetScope reset);

// Writes what a cycle came to into the job: executions, quarantine, steady state, counts and when
// the next cycle is due. Forgets the escrows where an initial cycle had too many of them.
// True: the job has just been put into quarantine.
bool conclude(store::SynchronizationJob& job, JobState& state, const CycleResult& result);

} // namespace lpaz::sandbox::engine
