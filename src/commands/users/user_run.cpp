#include "commands/users/user_run.hpp"

#include "commands/users/user_proof.hpp"
#include "commands/users/user_rows.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

Result<admin::RunJournal> open_journal(const UserChangeRun& run,
                                       const std::vector<std::string>& names,
                                       runtime::Context& context)
{
  if (run.options.journal.empty() || context.settings().dry_run) {
    return admin::RunJournal::in_memory(context.clock());
  }
  admin::RunIdentity identity;
  identity.command = run.words.command;
  identity.tenant_id = context.settings().tenant_id.value;
  identity.names = names;
  identity.options = run.options.now ? "--now" : "";
  return admin::RunJournal::open(run.options.journal, identity, context.clock(), context.log());
}

Status report(const UserChangeRun& run, const UserResults& results, runtime::Context& context)
{
  UserReport report(context);
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    const admin::PlannedAction& action = results.plan.actions[i];
    OrderedJson row = row_of_user(action.user);
    add_outcome(action, results.outcomes[i], run.words, row);
    if (const auto proof = results.proofs.find(action.user.id); proof != results.proofs.end()) {
      add_proof(proof->second, run.words, row);
    }
    LPAZ_CHECK(report.add(row, results.outcomes[i]));
  }
  return report.finish(run.options.not_done);
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

admin::BulkOptions bulk_options(const UserChangeRun& run, runtime::Context& context)
{
  admin::BulkOptions options;
  options.time_limit = context.settings().timeout;
  options.continue_on_error = run.options.continue_on_error;
  options.on_progress = [&context,
                         shown = std::size_t{0}](const admin::BulkProgress& progress) mutable {
    context.progress().remark(progress.failed, progress.throttled);
    const std::size_t settled = progress.done + progress.failed;
    context.progress().advance(static_cast<long long>(settled - shown));
    shown = settled;
  };
  return options;
}

Result<UserResults> carry_out(const UserChangeRun& run,
                              const admin::UserPlan& plan,
                              admin::RunJournal& journal,
                              runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  context.progress().start(run.words.doing, static_cast<long long>(plan.actions.size()));
  UserResults results{plan, execute(*client, journal, plan, bulk_options(run, context)), {}};
  context.progress().finish();
  if (run.options.now) {
    LPAZ_CHECK(disable_now(changed_users(plan, results.outcomes), context));
  }
  if (run.options.wait) {
    const ProofRequest request{plan, results.outcomes, run.words.awaited, run.options.wait_timeout};
    LPAZ_TRY(results.proofs, await_proof(request, journal, context));
  }
  return results;
}

Result<StartedRun> begin_run(const UserChangeRun& run, runtime::Context& context)
{
  LPAZ_TRY(const auto names, all_names(run.options.names, context));
  if (run.options.now) {
    LPAZ_CHECK(disable_now({}, context));
  }
  LPAZ_TRY(auto journal, open_journal(run, names, context));
  LPAZ_TRY(auto plan, run.plan(names));
  return StartedRun{std::move(journal), std::move(plan)};
}

Status UserReport::add(const OrderedJson& row, const admin::BulkOutcome& outcome)
{
  ++m_count;
  if (!outcome.status) {
    m_outcome.add_failure(outcome.status.error());
    m_failures.push_back({row["userPrincipalName"].get<std::string>(),
                          row["id"].get<std::string>(),
                          row["result"].get<std::string>(),
                          outcome.status.error().message});
  }
  return m_context.print(row);
}

Status UserReport::finish(const std::string& not_done) const
{
  if (!not_done.empty()) {
    LPAZ_CHECK(util::write_private_file(not_done, admin::write_not_done(m_failures)));
  }
  if (!not_done.empty() && !m_failures.empty()) {
    m_context.note(fmt::format("{} not done: listed in {}, which --from-file takes",
                               util::plural(static_cast<long long>(m_failures.size()), "user"),
                               not_done));
  }
  return m_outcome.status(m_count, "user");
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
  LPAZ_TRY(const auto results, carry_out(run, start.plan, start.journal, context));
  LPAZ_CHECK(report(run, results, context));
  LPAZ_CHECK(status_of(results.proofs));
  return start.journal.finish();
}

} // namespace lpaz::commands
