#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/user_plan.hpp"
#include "lpaz/admin/proof/proof_watch.hpp"
#include "lpaz/util/clock.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What the commands that change users share: names in, guard-rails, a row for each user.
struct UserChangeOptions : RunOptions, WaitOptions {
  bool now = false; // disable through the Enterprise API at once
};

cli::ArgSet user_change_args(UserChangeOptions& options, admin::RailSet rails);
cli::Arg now_arg(UserChangeOptions& options);
std::vector<Column> user_change_columns();

// How one command's change is called, and what it comes to.
struct UserChangeWords {
  std::string_view command;        // "block-user"
  std::string_view doing;          // "blocking users"
  std::string_view done;           // "blocked"
  std::string_view already;        // "blocked already"
  std::string_view planned;        // "would be blocked"
  std::string_view last_pass;      // what LastPass does then
  std::string_view last_pass_done; // what LastPass has done when it is proven
  admin::AwaitedState awaited = admin::AwaitedState::disabled;
  bool leaves_scope = false;                          // a deletion or an unassignment
  std::optional<util::TimePoint> gone = std::nullopt; // when account and vault are gone for good
};

// Where the evidence is: the app and its synchronization job, if it has one.
struct ProofSource {
  std::string service_principal_id;
  std::string job_id;
};

// Names and journal; with --now it is sure that LastPass can be asked.
Result<StartedRun> start_users(const UserChangeOptions& options,
                               const UserChangeWords& words,
                               std::string target,
                               runtime::Context& context);

// What plans need of the options; `rails` are those that the command takes.
Result<admin::UserPlanOptions> plan_options(const UserChangeOptions& options,
                                            admin::RailSet rails,
                                            const StartedRun& run,
                                            runtime::Context& context);

struct UserChange {
  const admin::UserPlan& plan;
  const UserChangeWords& words;
  std::optional<Question> question = std::nullopt;
  std::optional<ProofSource> source = std::nullopt; // with --wait
  std::set<std::string> unprovable = {};            // ids of those for whom no proof is awaited
};

// Everything that is known about all users of a plan after its writes.
struct UserResults {
  std::vector<bulk::Outcome> outcomes;             // in the order of the plan
  std::map<std::string, admin::Proof> proofs = {}; // by object id
  Status follow_up = {};                           // whether --now and --wait could be done
};

// What the names of users mean, for the journal.
std::vector<bulk::NameMeaning> meanings_of(const std::vector<graph::User>& users);

// Dry-run rows, or question, writes, --now, --wait, rows.
Status change_users(UserChange change,
                    StartedRun& run,
                    const UserChangeOptions& options,
                    runtime::Context& context);

// The parts of it, for commands with something in between.

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context);
// Where to look for a proof is read before anything is written.
Result<ProofSource> proof_source(runtime::Context& context);
Result<std::optional<ProofSource>> proof_source_for(const UserChangeOptions& options,
                                                    runtime::Context& context);
// Writes, --now, and --wait where the change has a source.
Result<UserResults> write_users(const UserChange& change,
                                StartedRun& run,
                                const UserChangeOptions& options,
                                runtime::Context& context);
Status report_users(const UserChange& change,
                    const UserResults& results,
                    const UserChangeOptions& options,
                    runtime::Context& context);
// How the run ends, once all rows are printed; notes the end in the journal.
Status end_users(const UserResults& results, StartedRun& run);

} // namespace lpaz::commands
