#pragma once

#include "commands/names.hpp"

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/run_journal.hpp"

#include <chrono>
#include <string>

namespace lpaz::commands {

// What every command takes that writes about many people: who they are, and how the run goes.
struct RunOptions {
  GivenNames names;
  std::string journal;
  std::string not_done; // where the list of what is not done goes
  bool continue_on_error = false;
};

struct WaitOptions {
  bool wait = false;
  std::chrono::seconds wait_timeout{45 * 60};
};

cli::ArgSet run_args(RunOptions& options);
cli::ArgSet wait_args(WaitOptions& options);

// The journal of a run. A file that is there already is opened, and refused if it belongs to
// another run, before anything is looked up; a new one is made only once it is sure that the run
// begins, so that whoever corrects a name or says no can go on with the same file.
struct KeptJournal {
  admin::RunJournal journal;
  admin::RunIdentity identity;
  bool is_new = false; // the file is still to be made
};
// Without --journal, and for --dry-run, the journal only remembers. Fills in the tenant.
Result<KeptJournal>
find_journal(const RunOptions& options, admin::RunIdentity identity, runtime::Context& context);
// Before the first write.
Status begin_journal(const RunOptions& options, KeptJournal& kept, runtime::Context& context);

// With the progress that people see.
admin::BulkOptions bulk_options(const RunOptions& options, runtime::Context& context);

} // namespace lpaz::commands
