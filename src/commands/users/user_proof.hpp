#pragma once

#include "commands/users/user_change.hpp"

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/run_journal.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lpaz::commands {

// Disables accounts through the Enterprise API at once; ErrorKind::usage if it is not configured.
Status disable_now(const std::vector<graph::User>& users, runtime::Context& context);

// Where the evidence is: the app and its synchronization job, if it has one.
struct ProofSource {
  std::string service_principal_id;
  std::string job_id;
};
Result<ProofSource> proof_source(runtime::Context& context);

struct ProofRequest {
  const admin::UserPlan& plan;
  const std::vector<admin::BulkOutcome>& outcomes;
  admin::AwaitedState state;
  std::chrono::seconds time_limit;
  const ProofSource& source;
  const std::set<std::string>& unprovable; // ids of those whom provisioning does not manage
  bool leaves_scope = false;               // the change itself takes people out of scope
};

// Waits for the evidence about everybody whose writes went well; what the journal has verified
// already is not asked again. By object id.
Result<std::map<std::string, admin::Proof>>
await_proof(const ProofRequest& request, admin::RunJournal& journal, runtime::Context& context);

// ErrorKind::pending if anybody is, ErrorKind::interrupted if the waiting was.
Status status_of(const std::map<std::string, admin::Proof>& proofs);

} // namespace lpaz::commands
