#pragma once

#include "sandbox/engine/cycle_context.hpp"

#include <atomic>
#include <optional>

namespace lpaz::sandbox::engine {

struct CycleResult {
  store::ObjectId id = store::ObjectId::random();
  bool is_initial = false;
  bool staged = false;        // deletes were held back
  bool interrupted = false;   // the sandbox is ending: nothing is concluded from this cycle
  std::optional<Error> error; // concerns the whole target: the cycle was aborted
  CycleCounts counts;
  util::TimePoint began;
  util::TimePoint ended;
};

// One cycle of a job: initial if the state asks for it, else what changed since the watermark. The
// watermark moves on only if the cycle is completed.
CycleResult run_cycle(store::Tenant& tenant,
                      JobState& state,
                      const CycleSettings& settings,
                      ScimSender& sender,
                      const std::atomic<bool>& stop);

} // namespace lpaz::sandbox::engine
