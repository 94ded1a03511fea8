#include "commands/users/offboarding.hpp"

#include "commands/users/user_rows.hpp"
#include "commands/users/user_run.hpp"

#include "lpaz/admin/assignment_scope.hpp"
#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/util/shortlist.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_only_blocked = "blocked, not deleted";

constexpr UserChangeWords k_block{.command = "offboard-user",
                                  .doing = "blocking users",
                                  .done = k_only_blocked,
                                  .already = k_only_blocked,
                                  .planned = "would be blocked, then deleted",
                                  .last_pass = "disabled with the next cycle",
                                  .last_pass_done = "disabled"};

UserChangeWords deletion_words(runtime::Context& context)
{
  UserChangeWords words = k_block;
  words.doing = "deleting users";
  words.done = "deleted";
  words.already = "deleted already";
  words.last_pass = "disabled";
  words.gone = context.clock().now() + admin::k_recycle_bin_life;
  return words;
}

// Whose vault nobody would ever delete: without an assignment Entra ID forgets the account.
Result<std::vector<graph::User>> stranded(const StartedRun& start, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  std::vector<graph::User> users;
  for (const admin::PlannedAction& action : start.plan.actions) {
    if (action.user.deleted_date_time.empty()) {
      users.push_back(action.user);
    }
  }
  LPAZ_TRY(const auto scopes,
           admin::scope_of_users(*client, start.source->service_principal_id, users));
  std::vector<graph::User> left;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].in_scope()) {
      left.push_back(users[i]);
    }
  }
  return left;
}

// The ids of those whom the override includes.
Result<std::set<std::string>>
check_stranded(const OffboardOptions& options, const StartedRun& start, runtime::Context& context)
{
  LPAZ_TRY(const auto users, stranded(start, context));
  std::set<std::string> ids;
  std::vector<std::string> names;
  for (const graph::User& user : users) {
    ids.insert(user.id);
    names.push_back(user.user_principal_name);
  }
  if (names.empty() || options.include_stranded) {
    return ids;
  }
  return fail(ErrorKind::refused,
              fmt::format("not assigned to the app, so that a deletion would leave the LastPass "
                          "account and its vault behind for ever: {}; nothing was changed",
                          util::shortlist(names)),
              "assign them again (lpaz assign-user), wait for a cycle, and offboard them then; or "
              "override with --include-stranded and delete the accounts in LastPass by hand");
}

// The first stage. Who is deleted already needs nothing.
void begin_with_block(admin::UserPlan& plan)
{
  for (admin::PlannedAction& action : plan.actions) {
    if (!action.already_so) {
      action.already_so = action.user.account_enabled == false;
      action.steps = admin::steps_of(admin::UserChange::block, action.user);
    }
  }
}

// Those with proof, and those about whom there will never be one; who is deleted already needs
// nothing more.
admin::UserPlan deletion_of(const UserResults& blocked, const std::set<std::string>& unprovable)
{
  admin::UserPlan plan;
  plan.change = admin::UserChange::remove;
  for (std::size_t i = 0; i < blocked.plan.actions.size(); ++i) {
    const admin::PlannedAction& action = blocked.plan.actions[i];
    const auto proof = blocked.proofs.find(action.user.id);
    const bool is_proven = proof != blocked.proofs.end() && proof->second.verified;
    const bool is_stranded = blocked.outcomes[i].status && unprovable.contains(action.user.id);
    if (!action.user.deleted_date_time.empty()) {
      plan.actions.push_back({action.user, true, {}});
    } else if (is_proven || is_stranded) {
      plan.actions.push_back({action.user, false, {admin::UserStep::remove}});
    }
  }
  return plan;
}

struct Deletion {
  const admin::UserPlan& plan;
  const std::vector<admin::BulkOutcome>& outcomes;
  const UserChangeWords& words;
  const std::set<std::string>& unprovable;
};

// The outcome of the deletion stands in for that of the block where somebody got so far.
Status report(const UserResults& blocked, const Deletion& deletion, RunReport& report)
{
  std::size_t next = 0; // the deletions stand in the same order
  for (std::size_t i = 0; i < blocked.plan.actions.size(); ++i) {
    const admin::PlannedAction* action = &blocked.plan.actions[i];
    const admin::BulkOutcome* outcome = &blocked.outcomes[i];
    const bool got_so_far = next < deletion.plan.actions.size() &&
                            deletion.plan.actions[next].user.id == action->user.id;
    if (got_so_far) {
      action = &deletion.plan.actions[next];
      outcome = &deletion.outcomes[next++];
    }
    OrderedJson row = row_of_user(action->user);
    add_outcome(*action, *outcome, got_so_far ? deletion.words : k_block, row);
    if (got_so_far && !outcome->status && !outcome->is_begun) {
      row["result"] = k_only_blocked;
    }
    if (const auto proof = blocked.proofs.find(action->user.id); proof != blocked.proofs.end()) {
      add_proof(proof->second, k_block, row);
    }
    if (deletion.unprovable.contains(action->user.id)) {
      row["lastPass"] = "not managed: look for an account, and delete it there by hand";
      row["goneDateTime"] = nullptr;
      row["verified"] = false;
    }
    LPAZ_CHECK(report.add(std::move(row), *outcome));
  }
  return {};
}

Status delete_proven(const UserChangeRun& run,
                     const UserResults& blocked,
                     admin::RunJournal& journal,
                     runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const UserChangeWords words = deletion_words(context);
  const admin::UserPlan plan = deletion_of(blocked, run.unprovable);
  context.progress().start(words.doing, static_cast<long long>(plan.actions.size()));
  const auto outcomes = execute(*client, journal, plan, bulk_options(run.options, context));
  context.progress().finish();
  RunReport rows(context, "user");
  LPAZ_CHECK(report(blocked, {plan, outcomes, words, run.unprovable}, rows));
  return rows.finish(run.options.not_done);
}

} // namespace

cli::ArgSet offboard_args(OffboardOptions& options)
{
  cli::ArgSet set = user_change_args(options.change, ChangeArgs::guarded);
  set.add(flag(
      "--now", options.change.now, "Disable through the LastPass Enterprise API at once as well"));
  set.add(flag("--include-stranded",
               options.include_stranded,
               "Also people whose LastPass account a deletion would leave behind"));
  return set;
}

Status
offboard(const OffboardOptions& options, runtime::Context& context, const ConfirmPlan& confirm)
{
  UserChangeOptions change = options.change;
  change.wait = true;
  UserChangeRun run{change, k_block, plan_for(change, admin::UserChange::remove, context), confirm};
  LPAZ_TRY(auto start, begin_run(run, context));
  LPAZ_TRY(run.unprovable, check_stranded(options, start, context));
  if (context.settings().dry_run) {
    UserChangeWords words = k_block;
    words.already = "deleted already";
    return print_plan(start.plan, words, context);
  }
  LPAZ_CHECK(ask(confirm, start.plan, context));
  begin_with_block(start.plan);
  LPAZ_TRY(const auto blocked, carry_out(run, start, context));
  LPAZ_CHECK(delete_proven(run, blocked, start.kept.journal, context));
  LPAZ_CHECK(end_of(blocked));
  return start.kept.journal.finish();
}

} // namespace lpaz::commands
