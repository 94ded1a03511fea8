#include "commands/users/user_run.hpp"

#include "commands/users/user_rows.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

admin::RunIdentity identity_of(const UserChangeRun& run, const std::vector<std::string>& names)
{
  admin::RunIdentity identity;
  identity.command = run.words.command;
  identity.names = names;
  identity.options = run.target;
  if (run.options.now) {
    identity.options += identity.options.empty() ? "--now" : " --now";
  }
  return identity;
}

Status report(const UserChangeRun& run, const UserResults& results, runtime::Context& context)
{
  RunReport report(context, "user");
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    const admin::PlannedAction& action = results.plan.actions[i];
    OrderedJson row = row_of_user(action.user);
    add_outcome(action, results.outcomes[i], run.words, row);
    if (const auto proof = results.proofs.find(action.user.id); proof != results.proofs.end()) {
      add_proof(proof->second, run.words, row);
    }
    LPAZ_CHECK(report.add(std::move(row), results.outcomes[i]));
  }
  return report.finish(run.options.not_done);
}

// Those whose writes went well; `all` counts those who were so before as well.
std::vector<graph::User> people_done(const UserResults& results, bool all)
{
  std::vector<graph::User> users;
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    const admin::PlannedAction& action = results.plan.actions[i];
    if (results.outcomes[i].status && (all || !action.already_so)) {
      users.push_back(action.user);
    }
  }
  return users;
}

// --now, then --wait. What was written stays written if one of them cannot be done.
Status follow_up(const UserChangeRun& run,
                 StartedRun& start,
                 UserResults& results,
                 runtime::Context& context)
{
  const Status disabled =
      run.options.now ? disable_now(people_done(results, true), context) : Status();
  if (!start.source) {
    return disabled;
  }
  if (!disabled) {
    context.log().warning("LastPass could not be asked to disable at once: " +
                          disabled.error().message);
  }
  const ProofRequest request{start.plan,
                             results.outcomes,
                             run.words.awaited,
                             run.options.wait_timeout,
                             *start.source,
                             run.unprovable,
                             run.words.leaves_scope};
  LPAZ_TRY(results.proofs, await_proof(request, start.kept.journal, context));
  return {};
}

} // namespace

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context)
{
  for (const admin::PlannedAction& action : plan.actions) {
    OrderedJson row = row_of_user(action.user);
    row["result"] = action.already_so ? words.already : words.planned;
    add_effect(action, words, row);
    LPAZ_CHECK(context.print(row));
  }
  return {};
}

Result<UserResults>
carry_out(const UserChangeRun& run, StartedRun& start, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_CHECK(begin_journal(run.options, start.kept, context));
  context.progress().start(run.words.doing, static_cast<long long>(start.plan.actions.size()));
  UserResults results{
      start.plan,
      run.write(*client, start.kept.journal, start.plan, bulk_options(run.options, context))};
  context.progress().finish();
  results.follow_up = follow_up(run, start, results, context);
  return results;
}

Result<StartedRun> begin_run(const UserChangeRun& run, runtime::Context& context)
{
  LPAZ_TRY(const auto names, all_names(run.options.names, context));
  if (run.options.now) {
    LPAZ_CHECK(disable_now({}, context));
  }
  LPAZ_TRY(auto kept, find_journal(run.options, identity_of(run, names), context));
  LPAZ_TRY(auto plan, run.plan(names, kept.journal));
  StartedRun start{std::move(kept), std::move(plan), std::nullopt};
  if (run.options.wait) {
    LPAZ_TRY(start.source, proof_source(context));
  }
  return start;
}

Status end_of(const UserResults& results)
{
  LPAZ_CHECK(results.follow_up);
  return status_of(results.proofs);
}

Status ask(const ConfirmPlan& confirm, const admin::UserPlan& plan, runtime::Context& context)
{
  if (!confirm || plan.change_count() == 0 || context.settings().yes) {
    return {};
  }
  LPAZ_TRY(const bool go, confirm(plan));
  return go ? Status() : fail(ErrorKind::refused, "not confirmed; nothing was changed");
}

Status change_users(const UserChangeRun& run, runtime::Context& context)
{
  LPAZ_TRY(auto start, begin_run(run, context));
  if (context.settings().dry_run) {
    return print_plan(start.plan, run.words, context);
  }
  LPAZ_CHECK(ask(run.confirm, start.plan, context));
  LPAZ_TRY(const auto results, carry_out(run, start, context));
  const Status reported = report(run, results, context);
  if (run.tell) {
    run.tell(people_done(results, false));
  }
  LPAZ_CHECK(reported);
  LPAZ_CHECK(end_of(results));
  return start.kept.journal.finish();
}

} // namespace lpaz::commands
