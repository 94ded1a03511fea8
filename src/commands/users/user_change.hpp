#pragma once

#include "commands/bulk_options.hpp"

#include "lpaz/admin/proof_watch.hpp"
#include "lpaz/admin/user_plan.hpp"
#include "lpaz/util/clock.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What the commands that change people share: names in, guard-rails, a row per person.
struct UserChangeOptions : RunOptions, WaitOptions {
  bool now = false; // disable through the Enterprise API at once
  bool include_self = false;
  bool include_last_admin = false;
  bool include_admins = false;
  bool include_protected = false;
  bool include_synced = false;
  bool include_guests = false;
  long long max_users = 0;
};

enum class ChangeArgs {
  counted, // names, journal, waiting, --max-users
  plain,   // and --include-synced
  guarded, // and the overrides of the guard-rails that hold for block and delete
};
cli::ArgSet user_change_args(UserChangeOptions& options, ChangeArgs kind);
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

// The journal says how far an earlier run came.
using MakePlan = std::function<Result<admin::UserPlan>(const std::vector<std::string>& names,
                                                       const admin::RunJournal& journal)>;
using ConfirmPlan = std::function<Result<bool>(const admin::UserPlan&)>;
using WritePlan = std::function<std::vector<admin::BulkOutcome>(
    graph::GraphClient&, admin::RunJournal&, const admin::UserPlan&, const admin::BulkOptions&)>;
using TellPeople = std::function<void(const std::vector<graph::User>&)>;

struct UserChangeRun {
  const UserChangeOptions& options;
  const UserChangeWords& words;
  MakePlan plan;
  ConfirmPlan confirm = nullptr; // may be empty
  WritePlan write = admin::execute;
  TellPeople tell = nullptr; // may be empty; hears of those who were changed, after the rows
  std::set<std::string> unprovable = {}; // ids of those about whom no proof is waited for
  std::string target = std::string();    // what else the journal belongs to
};

// Resolves, holds the guard-rails, asks, changes, waits for the proof, prints the rows.
Status change_users(const UserChangeRun& run, runtime::Context& context);

// The plan of block, unblock or delete, with the guard-rails.
admin::UserPlanOptions plan_options(const UserChangeOptions& options, runtime::Context& context);
// --max-users alone, for changes that the other guard-rails are not about.
Status check_count(const UserChangeOptions& options, const std::vector<graph::User>& users);
MakePlan
plan_for(const UserChangeOptions& options, admin::UserChange change, runtime::Context& context);

// Asks unless --yes was given or nothing is to be changed; ErrorKind::refused if the answer is no.
Status ask(const ConfirmPlan& confirm, const admin::UserPlan& plan, runtime::Context& context);

// Names those whom a question is about, on stderr: the first of them, and how many more.
void explain_people(const admin::UserPlan& plan, runtime::Context& context);

} // namespace lpaz::commands
