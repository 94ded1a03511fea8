#include "commands/users/user_proof.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/proof/last_change.hpp"
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

std::optional<admin::OwnWrites> own_writes(const std::string& id, const bulk::Journal& journal)
{
  std::optional<admin::OwnWrites> own;
  for (const std::string_view step : k_steps) {
    if (const auto done = journal.done_since(step, id)) {
      own = own ? admin::OwnWrites{std::min(own->first, *done), std::max(own->last, *done)}
                : admin::OwnWrites{*done, *done};
    }
  }
  return own;
}

std::optional<admin::EarlierProof> earlier_proof(const std::string& id,
                                                 const bulk::Journal& journal)
{
  const auto known = journal.proof(id);
  return known ? std::optional(admin::EarlierProof{known->how, known->at, known->evidence})
               : std::nullopt;
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

// Somebody whose writes went well.
struct Awaited {
  const graph::User& user;
  admin::ChangedPerson person;
  bool is_of_this_process = false; // then there is nothing to ask about the last change
};

std::vector<Awaited> awaited_people(const ProofRequest& request, const bulk::Journal& journal)
{
  const admin::UserPlan& plan = request.change.plan;
  std::vector<Awaited> people;
  for (std::size_t i = 0; i < request.outcomes.size(); ++i) {
    const graph::User& user = plan.users[i];
    const bulk::Outcome& outcome = request.outcomes[i];
    if (!outcome.status || user.id.empty() || request.change.unprovable.contains(user.id)) {
      continue;
    }
    const bool is_blocked = user.account_enabled == false;
    people.push_back({user,
                      {user.id,
                       !is_blocked && !user.is_deleted(),
                       own_writes(user.id, journal),
                       is_blocked ? user.sign_in_sessions_valid_from : user.deleted_date_time},
                      outcome.changed && !plan.writes.changes[i].already});
  }
  return people;
}

// Of those whom this process has changed itself it is known when; of the purged the former names
// are wanted all the same.
std::vector<admin::LastChange> last_changes_of(const std::vector<Awaited>& people,
                                               const UserChange& change,
                                               graph::GraphClient& client)
{
  const admin::AwaitedState state = change.words.awaited;
  const auto is_known = [state](const Awaited& each) {
    return each.is_of_this_process && each.person.own && state != admin::AwaitedState::gone;
  };
  std::vector<admin::ChangedPerson> others;
  for (const Awaited& each : people) {
    if (!is_known(each)) {
      others.push_back(each.person);
    }
  }
  auto told = admin::last_changes(client, state, change.source->service_principal_id, others);
  std::vector<admin::LastChange> changes;
  auto next = told.begin();
  for (const Awaited& each : people) {
    changes.push_back(is_known(each)
                          ? admin::LastChange{admin::moment_of(*each.person.own, state), {}}
                          : std::move(*next++));
  }
  return changes;
}

std::vector<admin::ProofSubject> subjects_of(const std::vector<Awaited>& people,
                                             std::vector<admin::LastChange> changes,
                                             const bulk::Journal& journal)
{
  std::vector<admin::ProofSubject> subjects;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const graph::User& user = people[i].user;
    subjects.push_back({user.id,
                        admin::original_name(user),
                        user.mail,
                        std::move(changes[i].former_names),
                        changes[i].at,
                        earlier_proof(user.id, journal)});
  }
  return subjects;
}

using Proofs = std::map<std::string, admin::Proof>;

// Who is not in scope waits in vain. Where that cannot be read the general reason stays.
void explain_scope(const ProofRequest& request, Proofs& proofs, runtime::Context& context)
{
  std::vector<graph::User> users;
  for (const graph::User& user : request.change.plan.users) {
    const auto proof = proofs.find(user.id);
    if (proof != proofs.end() && proof->second.cause == admin::PendingCause::waiting &&
        !user.is_deleted()) {
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
  const auto people = awaited_people(request, journal);
  if (people.empty()) {
    return proofs;
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(lastpass::EnterpriseApi * last_pass, context.last_pass());
  auto options = watch_options(request, context);
  auto subjects = subjects_of(people, last_changes_of(people, request.change, *client), journal);
  if (last_pass != nullptr) {
    admin::drop_names_of_others(*client, subjects);
  }
  context.progress().start("waiting for LastPass", static_cast<long long>(subjects.size()));
  options.on_verified = [&](const admin::Proof& proof) -> Status {
    context.progress().advance();
    const std::string ids[] = {proof.id};
    return journal.verified(
        {proof.by, proof.at.value_or(context.graph_clock().now()), proof.evidence}, ids);
  };
  LPAZ_TRY(const auto report, admin::watch_for_proof(*client, last_pass, subjects, options));
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
