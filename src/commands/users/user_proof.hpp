#pragma once

#include "commands/users/user_change.hpp"

#include "lpaz/bulk/journal.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace lpaz::commands {

// Disables accounts through the Enterprise API at once; ErrorKind::usage if it is not configured.
Status disable_now(const std::vector<graph::User>& users, runtime::Context& context);

struct ProofRequest {
  const UserChange& change; // with its source
  const std::vector<bulk::Outcome>& outcomes;
  std::chrono::seconds time_limit;
};

// Waits for the evidence about everybody whose writes went well. What the journal has proven counts
// as evidence of its time, and is looked at anew. By object id.
Result<std::map<std::string, admin::Proof>>
await_proof(const ProofRequest& request, bulk::Journal& journal, runtime::Context& context);

// ErrorKind::pending if anybody is, ErrorKind::interrupted if the waiting was.
Status status_of(const std::map<std::string, admin::Proof>& proofs);

} // namespace lpaz::commands
