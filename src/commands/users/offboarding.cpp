#include "commands/users/offboarding.hpp"

#include "commands/users/user_proof.hpp"
#include "commands/users/user_rows.hpp"
#include "commands/users/user_run.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/assignment_scope.hpp"
#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr UserChangeWords k_block{.command = "offboard-user",
                                  .doing = "blocking users",
                                  .done = "blocked, not deleted",
                                  .already = "blocked, not deleted",
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
Result<std::vector<std::string>> stranded(const admin::UserPlan& plan, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  std::vector<graph::User> users;
  for (const admin::PlannedAction& action : plan.actions) {
    if (action.user.deleted_date_time.empty()) {
      users.push_back(action.user);
    }
  }
  LPAZ_TRY(const auto scopes, admin::scope_of_users(*client, app.id, users));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].in_scope()) {
      names.push_back(util::make_visible(users[i].user_principal_name));
    }
  }
  return names;
}

Status check_stranded(const OffboardOptions& options,
                      const admin::UserPlan& plan,
                      runtime::Context& context)
{
  if (options.include_stranded) {
    return {};
  }
  LPAZ_TRY(const auto names, stranded(plan, context));
  if (names.empty()) {
    return {};
  }
  return fail(ErrorKind::refused,
              fmt::format("not assigned to the app, so that a deletion would leave the LastPass "
                          "account and its vault behind for ever: {}; nothing was changed",
                          util::join(names, ", ")),
              "assign them again (lpaz assign-user), wait for a cycle, and offboard them then; or "
              "override with --include-stranded and delete the accounts in LastPass by hand");
}

// Those with proof; who is deleted already needs nothing more.
admin::UserPlan deletion_of(const UserResults& blocked)
{
  admin::UserPlan plan;
  plan.change = admin::UserChange::remove;
  for (const admin::PlannedAction& action : blocked.plan.actions) {
    const auto proof = blocked.proofs.find(action.user.id);
    if (!action.user.deleted_date_time.empty()) {
      plan.actions.push_back({action.user, true, {}});
    } else if (proof != blocked.proofs.end() && proof->second.verified) {
      plan.actions.push_back({action.user, false, {admin::UserStep::remove}});
    }
  }
  return plan;
}

// The outcome of the deletion stands in for that of the block where somebody got so far.
Status report(const UserResults& blocked,
              const admin::UserPlan& deletion,
              const std::vector<admin::BulkOutcome>& deleted,
              UserReport& report)
{
  const UserChangeWords words = deletion_words(report.context());
  std::size_t next = 0; // the deletions stand in the same order
  for (std::size_t i = 0; i < blocked.plan.actions.size(); ++i) {
    const admin::PlannedAction& action = blocked.plan.actions[i];
    const bool is_deleted =
        next < deletion.actions.size() && deletion.actions[next].user.id == action.user.id;
    const admin::BulkOutcome& outcome = is_deleted ? deleted[next] : blocked.outcomes[i];
    OrderedJson row = row_of_user(action.user);
    add_outcome(
        is_deleted ? deletion.actions[next] : action, outcome, is_deleted ? words : k_block, row);
    if (const auto proof = blocked.proofs.find(action.user.id); proof != blocked.proofs.end()) {
      add_proof(proof->second, words, row);
    }
    next += is_deleted ? 1 : 0;
    LPAZ_CHECK(report.add(row, outcome));
  }
  return {};
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
  const UserChangeRun run{
      change, k_block, plan_for(change, admin::UserChange::remove, context), confirm};
  LPAZ_TRY(auto start, begin_run(run, context));
  for (admin::PlannedAction& action : start.plan.actions) {
    if (!action.already_so) {
      action.already_so = action.user.account_enabled == false;
      action.steps = admin::steps_of(admin::UserChange::block, action.user);
    }
  }
  LPAZ_CHECK(check_stranded(options, start.plan, context));
  if (context.settings().dry_run) {
    return print_plan(start.plan, k_block, context);
  }
  if (!context.settings().yes) {
    LPAZ_TRY(const bool go, confirm(start.plan));
    if (!go) {
      return fail(ErrorKind::refused, "not confirmed; nothing was changed");
    }
  }
  LPAZ_TRY(const auto blocked, carry_out(run, start.plan, start.journal, context));
  const admin::UserPlan deletion = deletion_of(blocked);
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const auto deleted = execute(*client, start.journal, deletion, bulk_options(run, context));
  UserReport rows(context);
  LPAZ_CHECK(report(blocked, deletion, deleted, rows));
  LPAZ_CHECK(rows.finish(change.not_done));
  LPAZ_CHECK(status_of(blocked.proofs));
  return start.journal.finish();
}

} // namespace lpaz::commands
