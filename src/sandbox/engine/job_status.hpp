#pragma once

#include "sandbox/engine/cycle.hpp"
#include "sandbox/store/synchronization_job.hpp"

namespace lpaz::sandbox::engine {

// Forgets what a restart or a schema change asked to forget.
void obey_reset(JobState& state, store::ResetScope reset);

// Writes the outcome of a cycle to the job: executions, quarantine, steady state, counts and when
// the next cycle is due. Forgets the escrows if an initial cycle had too many.
// True: the job has just been put into quarantine.
bool conclude(store::SynchronizationJob& job, JobState& state, const CycleResult& result);

} // namespace lpaz::sandbox::engine
