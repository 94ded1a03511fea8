#include "commands/run_report.hpp"
#include "commands/users/last_administrator.hpp"
#include "commands/users/user_change.hpp"
#include "commands/users/user_rows.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/recycle_bin.hpp"
#include "lpaz/admin/people/user_step.hpp"
#include "lpaz/util/shortlist.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails = admin::k_sign_in_rails;

constexpr std::string_view k_help =
    R"(Takes people out of the company in the order that never strands a vault: blocks sign-in and revokes sessions, waits for the proof that LastPass has disabled the account, and only then deletes, and only those with proof. Each row says when account and vault are gone for good. Nobody is unassigned: LastPass would disable the account, and Entra ID would never delete it.

Before anything is changed it refuses whose deletion would strand an account: people who are not assigned to the app any more. --include-stranded blocks and deletes them all the same, without a proof, for when LastPass has no account of theirs or somebody deletes it by hand.

Shows the effect and asks; with more than one person the count has to be typed. Without a terminal it needs --yes. Who is still without proof when the time is over stays blocked and is not deleted: exit code 7, and the same command goes on where it stopped, best with --journal.

Examples:
  lpaz offboard-user ada@contoso.example
  lpaz offboard-user --from-file leavers.csv --journal leavers.journal --yes
  lpaz offboard-user --from-file leavers.csv --dry-run --output json)";

struct Options : UserChangeOptions {
  bool include_stranded = false;
};

cli::ArgSet args(Options& options)
{
  cli::ArgSet set = user_change_args(options, k_rails);
  set.add(now_arg(options));
  set.add(flag("--include-stranded",
               options.include_stranded,
               "Also people whose LastPass account a deletion would leave behind"));
  return set;
}

constexpr std::string_view k_only_blocked = "blocked, not deleted";

constexpr UserChangeWords k_block{.command = "offboard-user",
                                  .doing = "blocking users",
                                  .done = k_only_blocked,
                                  .already = k_only_blocked,
                                  .planned = "would be blocked, then deleted",
                                  .last_pass = "disabled with the next cycle",
                                  .last_pass_done = "disabled"};

UserChangeWords deletion_words(util::TimePoint gone)
{
  UserChangeWords words = k_block;
  words.doing = "deleting users";
  words.done = "deleted";
  words.already = "deleted already";
  words.last_pass = "disabled";
  words.gone = gone;
  return words;
}

Question question(util::TimePoint gone)
{
  return {.verb = "Offboard",
          .effects = {
              "Each is blocked now, and deleted as soon as LastPass has disabled the account.",
              fmt::format(
                  "Account and vault are gone for good 30 days later, not before {}; until then "
                  "lpaz restore-user brings them back.",
                  util::format_local(gone))}};
}

// The ids of those whose vault nobody would ever delete: without an assignment Entra ID forgets the
// account. ErrorKind::refused unless the override includes them.
Result<std::set<std::string>> stranded_ids(const admin::UserPlan& plan,
                                           const ProofSource& source,
                                           bool include_stranded,
                                           graph::GraphClient& client)
{
  std::vector<graph::User> users;
  for (const graph::User& user : plan.users) {
    if (!user.is_deleted()) {
      users.push_back(user);
    }
  }
  LPAZ_TRY(const auto scopes, admin::scope_of_users(client, source.service_principal_id, users));
  std::set<std::string> ids;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].in_scope()) {
      ids.insert(users[i].id);
      names.push_back(users[i].user_principal_name);
    }
  }
  if (names.empty() || include_stranded) {
    return ids;
  }
  return fail(ErrorKind::refused,
              fmt::format("not assigned to the app, so that a deletion would leave the LastPass "
                          "account and its vault behind for ever: {}; nothing was changed",
                          util::shortlist(names)),
              "assign them again (lpaz assign-user), wait for a cycle, and offboard them then; or "
              "override with --include-stranded and delete the accounts in LastPass by hand");
}

// The first stage. Somebody who is deleted already needs nothing.
admin::UserPlan block_plan(const admin::UserPlan& deletion)
{
  admin::UserPlan plan;
  plan.administrators = deletion.administrators;
  for (const graph::User& user : deletion.users) {
    const bool is_deleted = user.is_deleted();
    plan.add(user,
             is_deleted || user.account_enabled == false,
             is_deleted ? std::vector<bulk::Step>() : admin::block_steps(user));
  }
  return plan;
}

// The second stage, computed from what came of the first: those with proof, and those about whom
// there will never be one. Somebody who is deleted already needs nothing more.
admin::UserPlan deletion_of_proven(const UserChange& block, const UserResults& blocked)
{
  admin::UserPlan plan;
  plan.administrators = block.plan.administrators;
  for (std::size_t i = 0; i < block.plan.users.size(); ++i) {
    const graph::User& user = block.plan.users[i];
    const auto proof = blocked.proofs.find(user.id);
    const bool is_proven = proof != blocked.proofs.end() && proof->second.verified;
    const bool is_stranded = blocked.outcomes[i].status && block.unprovable.contains(user.id);
    if (user.is_deleted()) {
      plan.add(user, true, {});
    } else if (is_proven || is_stranded) {
      plan.add(user, false, {admin::needed(admin::delete_step(user.id))});
    }
  }
  return plan;
}

struct Deletion {
  const admin::UserPlan& plan;
  const std::vector<bulk::Outcome>& outcomes;
  const UserChangeWords& words;
};

UserRow row_of_deletion(const Deletion& deletion, std::size_t index)
{
  const bulk::Outcome& outcome = deletion.outcomes[index];
  UserRow row = row_of_outcome(deletion.plan, index, outcome, deletion.words);
  if (!outcome.status && !outcome.begun) {
    row.result = k_only_blocked;
  }
  return row;
}

// The outcome of the deletion stands in for that of the block where somebody got so far.
Status print_rows(const UserChange& block,
                  const UserResults& blocked,
                  const Deletion& deletion,
                  RunReport& report)
{
  std::size_t next = 0; // the deletions stand in the same order
  for (std::size_t i = 0; i < block.plan.users.size(); ++i) {
    const std::string& id = block.plan.users[i].id;
    const bool got_so_far = next < deletion.plan.users.size() && deletion.plan.users[next].id == id;
    const bulk::Outcome& outcome = got_so_far ? deletion.outcomes[next] : blocked.outcomes[i];
    UserRow row = got_so_far ? row_of_deletion(deletion, next)
                             : row_of_outcome(block.plan, i, outcome, k_block);
    next += got_so_far ? 1 : 0;
    if (const auto proof = blocked.proofs.find(id); proof != blocked.proofs.end()) {
      add_proof(proof->second, k_block, row);
    }
    if (block.unprovable.contains(id)) {
      row.last_pass = "not managed: look for an account, and delete it there by hand";
      row.gone.reset();
      row.verified = false;
    }
    LPAZ_CHECK(report.add(to_json(row), not_done_of(row), outcome));
  }
  return {};
}

Status delete_proven(const UserChange& block,
                     const UserResults& blocked,
                     StartedRun& run,
                     const Options& options,
                     runtime::Context& context)
{
  const auto words = deletion_words(context.clock().now() + admin::k_recycle_bin_life);
  admin::UserPlan plan = deletion_of_proven(block, blocked);
  const Status safe = hold_last_administrator(plan, *run.client);
  if (!safe) {
    plan = {}; // everybody stays blocked, and has a row
  }
  LPAZ_TRY(auto outcomes, write(plan.writes, run, options, words.doing, context));
  undo_last_change(plan, outcomes, *run.client, context);
  RunReport report(context, "user");
  LPAZ_CHECK(print_rows(block, blocked, {plan, outcomes, words}, report));
  LPAZ_CHECK(safe);
  return report.finish(options.not_done);
}

Status dry_run(const admin::UserPlan& deletion, runtime::Context& context)
{
  show_requests(block_plan(deletion).writes, context);
  UserChangeWords words = k_block;
  words.already = "deleted already";
  return print_plan(deletion, words, context);
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_block, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  LPAZ_TRY(const auto deletion,
           plan_user_change(*run.client, admin::UserChange::remove, plan_for, context.log()));
  LPAZ_TRY(const auto source, proof_source(context));
  LPAZ_TRY(auto unprovable, stranded_ids(deletion, source, options.include_stranded, *run.client));
  if (context.settings().dry_run) {
    return dry_run(deletion, context);
  }
  const auto gone = context.clock().now() + admin::k_recycle_bin_life;
  LPAZ_CHECK(ask(question(gone), deletion.writes, context));
  LPAZ_CHECK(hold_last_administrator(deletion, *run.client));
  const admin::UserPlan plan = block_plan(deletion);
  const UserChange block{plan, k_block, std::nullopt, source, std::move(unprovable)};
  LPAZ_TRY(const auto blocked, write_users(block, run, options, context));
  LPAZ_CHECK(delete_proven(block, blocked, run, options, context));
  return end_users(blocked, run);
}

} // namespace

CommandSpec offboard_user()
{
  return command("offboard-user", "Block, prove it in LastPass, then delete", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
