#include "commands/users/user_change.hpp"

#include "commands/rail_options.hpp"
#include "commands/run_report.hpp"
#include "commands/users/last_administrator.hpp"
#include "commands/users/user_proof.hpp"
#include "commands/users/user_rows.hpp"

#include "lpaz/admin/people/user_lookup.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

std::vector<graph::User> users_done(const admin::UserPlan& plan, const UserResults& results)
{
  std::vector<graph::User> users;
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    if (results.outcomes[i].status) {
      users.push_back(plan.users[i]);
    }
  }
  return users;
}

// People, app, job and LastPass company that the run, continued, must be about as well.
void keep_to(const UserChange& change, StartedRun& run, runtime::Context& context)
{
  run.meanings["users"] = meanings_of(change.plan.users);
  if (change.source) {
    const std::string& app = context.settings().app.value;
    run.meanings["enterprise app"] = {{app, change.source->service_principal_id}};
    if (!change.source->job_id.empty()) {
      run.meanings["synchronization job"] = {{app, change.source->job_id}};
    }
    if (const std::string company = context.settings().last_pass_account_number.value;
        !company.empty()) {
      run.meanings["LastPass company"] = {{"cid", company}};
    }
  }
}

// --now, then --wait. What was written stays written if one of them cannot be done.
Status follow_up(const UserChange& change,
                 const UserChangeOptions& options,
                 UserResults& results,
                 bulk::Journal& journal,
                 runtime::Context& context)
{
  const Status disabled =
      options.now ? disable_now(users_done(change.plan, results), context) : Status();
  if (!change.source) {
    return disabled;
  }
  if (!disabled) {
    context.log().warning("LastPass could not be asked to disable at once: " +
                          disabled.error().message);
  }
  const ProofRequest request{change, results.outcomes, options.wait_timeout};
  LPAZ_TRY(results.proofs, await_proof(request, journal, context));
  return {};
}

} // namespace

std::vector<bulk::NameMeaning> meanings_of(const std::vector<graph::User>& users)
{
  std::vector<bulk::NameMeaning> meanings;
  for (const graph::User& user : users) {
    std::string name = admin::original_name(user);
    if (!user.id.empty() && !name.empty()) {
      meanings.push_back({std::move(name), user.id});
    }
  }
  return meanings;
}

cli::ArgSet user_change_args(UserChangeOptions& options, admin::RailSet rails)
{
  cli::ArgSet set = name_args(options.names);
  set.add(run_args(options, rails));
  set.add(wait_args(options));
  return set;
}

cli::Arg now_arg(UserChangeOptions& options)
{
  return flag("--now", options.now, "Disable through the LastPass Enterprise API at once as well");
}

Result<StartedRun> start_users(const UserChangeOptions& options,
                               const UserChangeWords& words,
                               std::string target,
                               runtime::Context& context)
{
  if (options.now) {
    LPAZ_CHECK(disable_now({}, context));
    target += target.empty() ? "--now" : " --now";
  }
  return start_run(options, words.command, std::move(target), context);
}

Result<admin::UserPlanOptions> plan_options(const UserChangeOptions& options,
                                            admin::RailSet rails,
                                            const StartedRun& run,
                                            runtime::Context& context)
{
  LPAZ_TRY(auto plan, rail_options(options, rails, run.names, context));
  plan.ends_sign_in = true;
  return plan;
}

Result<std::optional<ProofSource>> proof_source_for(const UserChangeOptions& options,
                                                    runtime::Context& context)
{
  if (!options.wait) {
    return std::nullopt;
  }
  return proof_source(context);
}

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context)
{
  show_requests(plan.writes, context);
  for (std::size_t i = 0; i < plan.users.size(); ++i) {
    LPAZ_CHECK(context.print(planned_row(plan, i, words)));
  }
  return {};
}

Result<UserResults> write_users(const UserChange& change,
                                StartedRun& run,
                                const UserChangeOptions& options,
                                runtime::Context& context)
{
  keep_to(change, run, context);
  UserResults results;
  LPAZ_TRY(results.outcomes, write(change.plan.writes, run, options, change.words.doing, context));
  undo_last_change(change.plan, results.outcomes, *run.client, context);
  results.follow_up = follow_up(change, options, results, run.journal, context);
  return results;
}

Status report_users(const UserChange& change,
                    const UserResults& results,
                    const UserChangeOptions& options,
                    runtime::Context& context)
{
  RunReport report(context, "user");
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    UserRow row = row_of_outcome(change.plan, i, results.outcomes[i], change.words);
    if (const auto proof = results.proofs.find(row.user.id); proof != results.proofs.end()) {
      add_proof(proof->second, change.words, row);
    }
    LPAZ_CHECK(report.add(to_json(row), not_done_of(row), results.outcomes[i]));
  }
  return report.finish(options.not_done);
}

Status end_users(const UserResults& results, StartedRun& run)
{
  LPAZ_CHECK(results.follow_up);
  LPAZ_CHECK(status_of(results.proofs));
  return run.journal.finish();
}

Status change_users(UserChange change,
                    StartedRun& run,
                    const UserChangeOptions& options,
                    runtime::Context& context)
{
  LPAZ_TRY(change.source, proof_source_for(options, context));
  if (context.settings().dry_run) {
    return print_plan(change.plan, change.words, context);
  }
  if (change.question) {
    LPAZ_CHECK(ask(*change.question, change.plan.writes, context));
  }
  LPAZ_CHECK(hold_last_administrator(change.plan, *run.client));
  LPAZ_TRY(const auto results, write_users(change, run, options, context));
  LPAZ_CHECK(report_users(change, results, options, context));
  return end_users(results, run);
}

} // namespace lpaz::commands
