#include "commands/users/last_administrator.hpp"

#include "lpaz/admin/people/user_step.hpp"
#include "lpaz/bulk/journal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::commands {
namespace {

// The users of the plan that it takes away a Global Administrator by.
std::vector<graph::User> administrators_of(const admin::UserPlan& plan)
{
  std::vector<graph::User> users;
  for (const graph::User& user : plan.users) {
    if (plan.administrators.contains(user.id)) {
      users.push_back(user);
    }
  }
  return users;
}

bool has_step(const bulk::Change& change, std::string_view name)
{
  return std::ranges::find(change.steps, name, &bulk::Step::name) != change.steps.end();
}

// Whoever is blocked already only has the sessions ended.
bool takes_access(const bulk::Change& change)
{
  return has_step(change, "block") || has_step(change, "delete");
}

// What gives back what the changes at these places took: out of the recycle bin first, then the
// sign-in of those who had it.
bulk::Plan plan_of_return(const admin::UserPlan& plan, const std::vector<std::size_t>& places)
{
  bulk::Plan given;
  for (const std::size_t i : places) {
    const graph::User& user = plan.users[i];
    bulk::Change change{user.id, plan.writes.changes[i].name, false, {}};
    if (has_step(plan.writes.changes[i], "delete")) {
      change.steps.push_back(admin::restore_step(user.id));
    }
    if (user.account_enabled != false) {
      change.steps.push_back(admin::unblock_step(user.id));
    }
    given.changes.push_back(std::move(change));
  }
  return given;
}

void settle_undo(const std::string& name, const Status& allowed, bulk::Outcome& outcome)
{
  Error error;
  error.kind = ErrorKind::refused;
  error.message = fmt::format("no Global Administrator was left, for another one was taken away at "
                              "the same time: {} can sign in again",
                              name);
  error.hint = "--include-last-admin overrides";
  if (!allowed) {
    error = with_context(allowed.error(),
                         fmt::format("no Global Administrator is left, and {} cannot be allowed to "
                                     "sign in again",
                                     name));
  }
  outcome.status = fail(std::move(error));
}

} // namespace

Status hold_last_administrator(const admin::UserPlan& plan, graph::GraphClient& client)
{
  if (plan.administrators.empty()) {
    return {};
  }
  return admin::check_last_administrator(client, administrators_of(plan));
}

void undo_last_change(const admin::UserPlan& plan,
                      std::vector<bulk::Outcome>& outcomes,
                      graph::GraphClient& client,
                      runtime::Context& context)
{
  std::vector<std::size_t> taken;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (plan.administrators.contains(plan.users[i].id) && outcomes[i].begun &&
        takes_access(plan.writes.changes[i])) {
      taken.push_back(i);
    }
  }
  if (taken.empty()) {
    return;
  }
  const auto is_left = admin::has_able_administrator(client);
  if (!is_left) {
    context.log().warning("whether a Global Administrator is left who can sign in is not known: " +
                          is_left.error().message);
    return;
  }
  if (*is_left) {
    return;
  }
  // On no account is the return left out for one that fails; the run's journal knows of the taking.
  bulk::Options options;
  options.time_limit = context.settings().timeout;
  options.continue_on_error = true;
  auto journal = bulk::Journal::in_memory(client.clock());
  const bulk::Plan given = plan_of_return(plan, taken);
  const auto returned = bulk::carry_out(given, journal, client, options);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    settle_undo(plan.users[taken[i]].user_principal_name, returned[i].status, outcomes[taken[i]]);
  }
}

} // namespace lpaz::commands
