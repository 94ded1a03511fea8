#pragma once

#include "sandbox/engine/engine.hpp"
#include "sandbox/lastpass/company.hpp"
#include "sandbox/store/directory.hpp"

#include <chrono>

namespace lpaz::sandbox::state {

// Everything that a sandbox remembers. Its options, address, credentials, journal and faults belong
// to the process and are not part of it.
struct SandboxState {
  std::chrono::seconds clock_offset{0}; // how far the calendar is ahead of real time
  store::Directory directory;
  engine::JobStates jobs;
  lastpass::Company company;
};

} // namespace lpaz::sandbox::state
