#pragma once

#include "sandbox/state/sandbox_state.hpp"
#include "sandbox/state/translation.hpp"

#include "lpaz/util/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace lpaz::sandbox::state {

// A view of the state, for writing it down.
struct StateView {
  std::chrono::seconds clock_offset{0};
  const store::Directory& directory;
  const engine::JobStates& jobs;
  const lastpass::Company& company;
};

// One JSON object: format, version, clock, and a list for each kind of object, one row per line.
// The same state always gives the same text. Secrets are left out.
std::string write_document(const StateView& state, const Translation& translation);

// Checks everything: types, sizes, ids that lead nowhere, names used twice. Fails with
// ErrorKind::usage and the place of the first flaw.
Result<SandboxState> read_document(std::string_view text, const Translation& translation);

} // namespace lpaz::sandbox::state
