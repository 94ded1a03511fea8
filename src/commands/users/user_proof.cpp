#include "commands/users/user_proof.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/setup/app.hpp"
#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/shortlist.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

// The steps after which LastPass has something to do.
constexpr std::string_view k_steps[] = {
    "block", "unblock", "delete", "restore", "purge", "assign", "unassign"};

// When the first of a person's writes was sent, by this run or the one it continues; whoever needed
// none has been so for long.
util::TimePoint changed_since(const std::string& id, const bulk::Journal& journal)
{
  std::optional<util::TimePoint> first;
  for (const std::string_view step : k_steps) {
    const auto since = journal.done_since(step, id);
    first = first && since ? std::min(*first, *since) : (since ? since : first);
  }
  return first.value_or(util::TimePoint());
}

admin::Proof proof_of(const std::string& id, const bulk::JournalProof& known)
{
  admin::Proof proof;
  proof.id = id;
  proof.verified = true;
  proof.at = known.at;
  proof.by = known.how;
  proof.evidence = known.evidence;
  return proof;
}

admin::ProofWatchOptions watch_options(const ProofRequest& request, runtime::Context& context)
{
  admin::ProofWatchOptions options;
  options.state = request.change.words.awaited;
  options.service_principal_id = request.change.source->service_principal_id;
  options.job_id = request.change.source->job_id;
  options.time_limit = request.time_limit;
  options.on_notice = [&context](const std::string& text) { context.note(text); };
  return options;
}

// Those whose writes went well and of whom there is no proof yet.
std::vector<admin::AwaitedChange> awaited_changes(const ProofRequest& request,
                                                  const bulk::Journal& journal)
{
  std::vector<admin::AwaitedChange> changes;
  for (std::size_t i = 0; i < request.outcomes.size(); ++i) {
    const graph::User& user = request.change.plan.users[i];
    if (request.outcomes[i].status && !user.id.empty() &&
        !request.change.unprovable.contains(user.id) && !journal.proof(user.id)) {
      changes.push_back(
          {user.id, admin::original_name(user), user.mail, changed_since(user.id, journal)});
    }
  }
  return changes;
}

using Proofs = std::map<std::string, admin::Proof>;

// Who is not in scope waits in vain. Where that cannot be read the general reason stays.
void explain_scope(const ProofRequest& request, Proofs& proofs, runtime::Context& context)
{
  std::vector<graph::User> users;
  for (const graph::User& user : request.change.plan.users) {
    const auto proof = proofs.find(user.id);
    if (proof != proofs.end() && proof->second.cause == admin::PendingCause::waiting &&
        user.deleted_date_time.empty()) {
      users.push_back(user);
    }
  }
  const auto client = context.graph();
  if (users.empty() || request.change.words.leaves_scope || !client) {
    return;
  }
  const auto scopes =
      admin::scope_of_users(**client, request.change.source->service_principal_id, users);
  for (std::size_t i = 0; scopes && i < users.size(); ++i) {
    if (!(*scopes)[i].in_scope()) {
      admin::Proof& proof = proofs[users[i].id];
      proof.cause = admin::PendingCause::out_of_scope;
      proof.reason = "not in scope: not assigned to the app, so nothing is sent to LastPass";
      proof.hint = "look in the LastPass Admin Console whether there is an account";
    }
  }
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
        fmt::format("LastPass knows no account for {}", util::shortlist(outcome.missing)));
  }
  return outcome.failure ? Status(fail(*outcome.failure)) : Status();
}

Result<ProofSource> proof_source(runtime::Context& context)
{
  const std::string& name = context.settings().app.value;
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, name));
  LPAZ_TRY(const auto jobs, client->send(graph::list_jobs_request(app.id)));
  LPAZ_TRY(const auto job, admin::scim_job_of(jobs, name));
  return ProofSource{app.id, job ? job->id : ""};
}

Result<std::map<std::string, admin::Proof>>
await_proof(const ProofRequest& request, bulk::Journal& journal, runtime::Context& context)
{
  std::map<std::string, admin::Proof> proofs;
  for (const graph::User& user : request.change.plan.users) {
    if (const auto known = journal.proof(user.id)) {
      proofs[user.id] = proof_of(user.id, *known);
    }
  }
  const auto changes = awaited_changes(request, journal);
  if (changes.empty()) {
    return proofs;
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(lastpass::EnterpriseApi * last_pass, context.last_pass());
  auto options = watch_options(request, context);
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
  if (!report.interrupted) {
    explain_scope(request, proofs, context);
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
