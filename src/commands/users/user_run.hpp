#pragma once

#include "commands/run_report.hpp"
#include "commands/users/user_change.hpp"
#include "commands/users/user_proof.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::commands {

// The parts of change_users(), for a command that changes in more than one stage.

struct StartedRun {
  KeptJournal kept;
  admin::UserPlan plan;
  std::optional<ProofSource> source; // with --wait
};
// Names, journal, plan, and what a proof will need; nothing is changed yet.
Result<StartedRun> begin_run(const UserChangeRun& run, runtime::Context& context);

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context);

// Everything that is known about everybody at the end of a stage.
struct UserResults {
  const admin::UserPlan& plan;
  std::vector<admin::BulkOutcome> outcomes;
  std::map<std::string, admin::Proof> proofs = {}; // by object id
  Status follow_up = {};                           // whether --now and --wait could be done
};
// Begins the journal; writes, --now, --wait. The results borrow the plan of `start`.
Result<UserResults>
carry_out(const UserChangeRun& run, StartedRun& start, runtime::Context& context);

// How the run ends, once all rows are printed.
Status end_of(const UserResults& results);

} // namespace lpaz::commands
