#pragma once

#include "commands/outcome.hpp"
#include "commands/users/user_change.hpp"

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/name_list.hpp"
#include "lpaz/admin/run_journal.hpp"

#include <map>
#include <string>
#include <vector>

namespace lpaz::commands {

// The parts of change_users(), for a command that changes in more than one stage.

struct StartedRun {
  admin::RunJournal journal;
  admin::UserPlan plan;
};
// Names, journal, plan; nothing is changed yet.
Result<StartedRun> begin_run(const UserChangeRun& run, runtime::Context& context);

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context);

admin::BulkOptions bulk_options(const UserChangeRun& run, runtime::Context& context);

// Everything that is known about everybody at the end of a stage.
struct UserResults {
  const admin::UserPlan& plan;
  std::vector<admin::BulkOutcome> outcomes;
  std::map<std::string, admin::Proof> proofs; // by object id
};
// Writes, --now, --wait.
Result<UserResults> carry_out(const UserChangeRun& run,
                              const admin::UserPlan& plan,
                              admin::RunJournal& journal,
                              runtime::Context& context);

// Prints the rows of a run one by one; of the people that are done nothing is kept.
class UserReport {
public:
  explicit UserReport(runtime::Context& context) : m_context(context) {}

  runtime::Context& context() { return m_context; }
  Status add(const OrderedJson& row, const admin::BulkOutcome& outcome);
  // Writes the list of who is not done if `not_done` names a file, and says whether any has
  // failed.
  Status finish(const std::string& not_done) const;

private:
  runtime::Context& m_context;
  std::size_t m_count = 0;
  std::vector<admin::NotDone> m_failures;
  Outcome m_outcome;
};

} // namespace lpaz::commands
