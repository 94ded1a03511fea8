#pragma once

#include "sandbox/engine/engine.hpp"
#include "sandbox/lastpass/company.hpp"
#include "sandbox/store/directory.hpp"

#include <chrono>

namespace lpaz::sandbox::state {

// All that a sandbox remembers. Its options, address, credentials, journal and faults belong to the
// process and are no part of it.
struct SandboxState {
  std::chrono::seconds clock_offset{0}; // the calendar's lead over the real time
  store::Directory directory;
  engine::JobStates jobs;
  lastpass::Company company;
};

} // namespace lpaz::sandbox::state
