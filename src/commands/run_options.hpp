#pragma once

#include "commands/names.hpp"

#include "lpaz/admin/people/guard_rail.hpp"
#include "lpaz/bulk/carry_out.hpp"
#include "lpaz/bulk/journal.hpp"

#include <array>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What every command takes that writes about many: what their names are, and how the run goes.
struct RunOptions {
  GivenNames names;
  std::string journal;
  std::string not_done; // where the list of what is not done goes
  bool continue_on_error = false;
  long long max_users = 0;                            // 0 = no limit
  std::array<bool, admin::k_rail_count> overridden{}; // by Rail
};

struct WaitOptions {
  bool wait = false;
  std::chrono::seconds wait_timeout{45 * 60};
};

// --journal, --not-done, --continue-on-error and what overrides the rails.
cli::ArgSet run_args(RunOptions& options, admin::RailSet rails);
cli::ArgSet wait_args(WaitOptions& options);

// Those of `rails` that no option overrides.
admin::RailSet rails_that_hold(const RunOptions& options, admin::RailSet rails);

// A run that may continue an earlier one. The file of a journal that is there already is opened,
// and refused if it belongs to another run, before anything is looked up; a new one is made only
// once it is sure that the run begins, so that whoever corrects a name or says no can go on with
// the same file.
struct StartedRun {
  graph::GraphClient* client = nullptr;
  std::vector<std::string> names;
  bulk::Journal journal;
  bulk::RunIdentity identity;
  bool is_new = false; // the file is still to be made
  // What the journal keeps the run to: names and their ids, by what they are ("users", "app").
  std::map<std::string, std::vector<bulk::NameMeaning>> meanings = {};
};

// The names and the journal. Without --journal, and for --dry-run, the journal only remembers.
// `target`: what else the journal belongs to.
Result<StartedRun> start_run(const RunOptions& options,
                             std::string_view command,
                             std::string target,
                             runtime::Context& context,
                             admin::Listed listed = admin::Listed::users);
// The same for names that were read already; there may be none.
Result<StartedRun> start_run(const RunOptions& options,
                             std::string_view command,
                             std::string target,
                             std::vector<std::string> names,
                             runtime::Context& context);
// The target of what is about the enterprise app.
std::string app_target(runtime::Context& context);

// With --dry-run --verbose people see the requests too.
void show_requests(const bulk::Plan& plan, runtime::Context& context);

// Carries the plan out, with the progress that people see; `doing` is "blocking users". The error
// is that of a journal that cannot be begun, or of one for whose run the names meant others.
Result<std::vector<bulk::Outcome>> write(const bulk::Plan& plan,
                                         StartedRun& run,
                                         const RunOptions& options,
                                         std::string_view doing,
                                         runtime::Context& context);

// How one command's change is called.
struct ChangeWords {
  std::string_view command; // "add-member"
  std::string_view doing;   // "adding members"
  std::string_view done;    // "added"
  std::string_view already; // "member already"
  std::string_view planned; // "would be added"
};

// A question before a change. `effects` are sentences for people.
struct Question {
  std::string_view verb;          // "Delete"
  std::string_view noun = "user"; // what is counted
  // Of how many people it takes something, if the changes are not about people: then that count has
  // to be typed, from two on.
  std::size_t people = 0;
  std::vector<std::string> effects; // shown before the question
  bool for_good = false;            // the verb has to be typed too, even for one
};

// Asks unless --yes was given or nothing is to be changed. One needs a yes, from two on the count
// has to be typed. ErrorKind::refused if the answer is no.
Status ask(const Question& question, const bulk::Plan& plan, runtime::Context& context);

} // namespace lpaz::commands
