#include "commands/users/user_proof.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

// When the first of a person's writes was sent; whoever needed none has been so for long.
util::TimePoint changed_since(const admin::PlannedAction& action, const admin::RunJournal& journal)
{
  std::optional<util::TimePoint> first;
  for (const admin::UserStep step : action.steps) {
    if (step != admin::UserStep::revoke) {
      const auto since = journal.done_since(admin::word_of(step), action.user.id);
      first = first && since ? std::min(*first, *since) : (since ? since : first);
    }
  }
  return first.value_or(util::TimePoint());
}

admin::Proof proof_of(const std::string& id, const admin::JournalProof& known)
{
  admin::Proof proof;
  proof.id = id;
  proof.verified = true;
  proof.at = known.at;
  proof.by = known.how;
  proof.evidence = known.evidence;
  return proof;
}

Result<admin::ProofWatchOptions>
watch_options(graph::GraphClient& client, const ProofRequest& request, runtime::Context& context)
{
  const std::string& name = context.settings().app.value;
  LPAZ_TRY(const auto app, admin::find_app(client, name));
  LPAZ_TRY(const auto jobs, client.send(graph::list_jobs_request(app.id)));
  LPAZ_TRY(const auto job, admin::scim_job_of(jobs, name));
  admin::ProofWatchOptions options;
  options.state = request.state;
  options.service_principal_id = app.id;
  options.job_id = job ? job->id : "";
  options.time_limit = request.time_limit;
  options.on_notice = [&context](const std::string& text) { context.note(text); };
  return options;
}

} // namespace

Status disable_now(const std::vector<graph::User>& users, runtime::Context& context)
{
  LPAZ_TRY(lastpass::EnterpriseApi * last_pass, context.last_pass());
  if (last_pass == nullptr) {
    return fail(ErrorKind::usage,
                "--now needs the LastPass Enterprise API, which is not configured",
                "set LPAZ_LASTPASS_CID and LPAZ_LASTPASS_PROVHASH");
  }
  std::vector<std::string> names;
  for (const graph::User& user : users) {
    names.push_back(admin::original_name(user));
  }
  const auto outcome = last_pass->disable(names);
  for (const std::string& error : outcome.errors) {
    context.log().warning("LastPass: " + error);
  }
  if (!outcome.missing.empty()) {
    context.log().warning(
        fmt::format("LastPass knows no account for {}", util::join(outcome.missing, ", ")));
  }
  return outcome.failure ? Status(fail(*outcome.failure)) : Status();
}

std::vector<graph::User> changed_users(const admin::UserPlan& plan,
                                       const std::vector<admin::BulkOutcome>& outcomes)
{
  std::vector<graph::User> users;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].status) {
      users.push_back(plan.actions[i].user);
    }
  }
  return users;
}

Result<std::map<std::string, admin::Proof>>
await_proof(const ProofRequest& request, admin::RunJournal& journal, runtime::Context& context)
{
  std::map<std::string, admin::Proof> proofs;
  std::vector<admin::AwaitedChange> changes;
  for (std::size_t i = 0; i < request.outcomes.size(); ++i) {
    const admin::PlannedAction& action = request.plan.actions[i];
    if (const auto known = journal.proof(action.user.id)) {
      proofs[action.user.id] = proof_of(action.user.id, *known);
    } else if (request.outcomes[i].status) {
      changes.push_back({action.user.id,
                         admin::original_name(action.user),
                         action.user.mail,
                         changed_since(action, journal)});
    }
  }
  if (changes.empty()) {
    return proofs;
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(lastpass::EnterpriseApi * last_pass, context.last_pass());
  LPAZ_TRY(auto options, watch_options(*client, request, context));
  context.progress().start("waiting for LastPass", static_cast<long long>(changes.size()));
  options.on_verified = [&](const admin::Proof& proof) -> Status {
    context.progress().advance();
    const std::string ids[] = {proof.id};
    return journal.verified({proof.by, proof.at.value_or(context.clock().now()), proof.evidence},
                            ids);
  };
  LPAZ_TRY(const auto report, admin::watch_for_proof(*client, last_pass, changes, options));
  for (const admin::Proof& proof : report.proofs) {
    proofs[proof.id] = proof;
  }
  return proofs;
}

Status status_of(const std::map<std::string, admin::Proof>& proofs)
{
  const auto pending =
      std::ranges::count_if(proofs, [](const auto& each) { return !each.second.verified; });
  if (pending == 0) {
    return {};
  }
  if (util::Interrupt::requested()) {
    return fail(util::Interrupt::error());
  }
  return fail(ErrorKind::pending,
              fmt::format("no proof yet for {} of {}",
                          pending,
                          util::plural(static_cast<long long>(proofs.size()), "user")),
              "run the same command again, or look at lpaz status");
}

} // namespace lpaz::commands
