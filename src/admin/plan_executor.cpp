#include "lpaz/admin/user_plan.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

using Results = std::vector<Result<nlohmann::json>>;

// A repeated delete finds nothing any more: that is what was wanted.
bool is_done(const Result<nlohmann::json>& result, const graph::GraphRequest& request)
{
  return result ||
         (request.method == http::HttpMethod::del && result.error().kind == ErrorKind::not_found);
}

void take(ActionOutcome& outcome, const Result<nlohmann::json>& result)
{
  const graph::GraphRequest& step = outcome.action->steps[outcome.steps_done];
  if (is_done(result, step)) {
    ++outcome.steps_done;
  } else {
    outcome.status = fail(result.error());
  }
}

// Everybody who has a step number `k` and has done those before it.
std::vector<ActionOutcome*> due(std::vector<ActionOutcome>& outcomes, std::size_t k)
{
  std::vector<ActionOutcome*> list;
  for (ActionOutcome& outcome : outcomes) {
    if (outcome.status && outcome.steps_done == k && k < outcome.action->steps.size()) {
      list.push_back(&outcome);
    }
  }
  return list;
}

// One person's steps, in one $batch.
void execute_alone(graph::GraphClient& client, ActionOutcome& outcome)
{
  const Results results = client.send_sequence(outcome.action->steps);
  for (const auto& result : results) {
    if (!outcome.status) {
      return;
    }
    take(outcome, result);
  }
}

void execute_step(graph::GraphClient& client, const std::vector<ActionOutcome*>& outcomes)
{
  std::vector<graph::GraphRequest> requests;
  for (const ActionOutcome* outcome : outcomes) {
    requests.push_back(outcome->action->steps[outcome->steps_done]);
  }
  const Results results = client.send_batch(requests);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    take(*outcomes[i], results[i]);
  }
}

} // namespace

std::vector<ActionOutcome> execute(graph::GraphClient& client, const UserPlan& plan)
{
  std::vector<ActionOutcome> outcomes;
  for (const PlannedAction& action : plan.actions) {
    outcomes.push_back({&action, {}, 0});
  }
  if (outcomes.size() == 1) {
    execute_alone(client, outcomes.front());
    return outcomes;
  }
  std::size_t most_steps = 0;
  for (const PlannedAction& action : plan.actions) {
    most_steps = std::max(most_steps, action.steps.size());
  }
  for (std::size_t k = 0; k < most_steps; ++k) {
    execute_step(client, due(outcomes, k));
  }
  return outcomes;
}

} // namespace lpaz::admin
