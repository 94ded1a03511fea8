#include "commands/users/last_administrator.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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
// sign-in of those who had it. One answer for each place.
std::vector<Status> give_back(const admin::UserPlan& plan,
                              const std::vector<std::size_t>& places,
                              graph::GraphClient& client)
{
  std::vector<Status> given;
  for (const std::size_t i : places) {
    const graph::User& user = plan.users[i];
    std::vector<graph::GraphRequest> requests;
    if (has_step(plan.writes.changes[i], "delete")) {
      requests.push_back(graph::restore_user_request(user.id));
    }
    if (user.account_enabled != false) {
      requests.push_back(graph::set_account_enabled_request(user.id, true));
    }
    Status status;
    for (const graph::GraphRequest& request : requests) {
      const auto answer = client.send(request);
      status = answer ? status : Status(fail(answer.error()));
    }
    given.push_back(std::move(status));
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
  const auto given = give_back(plan, taken, client);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    settle_undo(plan.users[taken[i]].user_principal_name, given[i], outcomes[taken[i]]);
  }
}

} // namespace lpaz::commands
