#pragma once

#include "lpaz/bulk/change.hpp"
#include "lpaz/bulk/journal.hpp"
#include "lpaz/graph/client.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

namespace lpaz::bulk {

struct Progress {
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t throttled = 0; // requests answered 429 so far
};

struct Options {
  std::size_t batches_in_flight = 4;
  // How long the service may keep everybody waiting without one success.
  std::chrono::milliseconds time_limit = std::chrono::minutes(3);
  // How long an error that passes by itself (Step::passes) is waited out.
  std::chrono::milliseconds patience{0};
  // Otherwise nothing new is begun after the first failure; what is half done is finished.
  bool continue_on_error = false;
  // For a progress bar; the results come back as a value.
  std::function<void(const Progress&)> on_progress = {};
};

// The one way to write. Carries the plan out, 20 requests to a $batch, several batches in flight,
// at the rate that the service permits; one change alone goes as one serial batch, and a step that
// says so (Step::alone) as a request by itself. A step goes only after the step before it
// succeeded. A part that was throttled is repeated after its own Retry-After, limited by time; one
// whose outcome is unknown (429, 5xx, a connection that was cut, a journal that ends there) is
// checked first. An interruption ends the run after the batches in flight. The journal is on the
// disk before a request leaves. The outcomes stand in the order of the changes.
std::vector<Outcome> carry_out(const Plan& plan,
                               Journal& journal,
                               graph::GraphClient& client,
                               const Options& options = {});

} // namespace lpaz::bulk
