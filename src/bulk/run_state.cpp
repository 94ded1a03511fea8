#include "run_state.hpp"

#include <algorithm>
#include <utility>

namespace lpaz::bulk {
namespace {

Error not_begun()
{
  Error error;
  error.message = "not begun: the run ended at the first failure";
  error.hint = "with --continue-on-error the others are done all the same";
  return error;
}

} // namespace

RunState::RunState(const Plan& plan, const Journal& journal)
    : m_plan(plan), m_journal(journal), m_present(plan.changes.size()),
      m_outcomes(plan.changes.size())
{
  for (std::size_t i = 0; i < m_present.size(); ++i) {
    begin_step(i);
    queue(i);
  }
}

// Takes over what the journal knows of the present step, and passes over those that are done.
void RunState::begin_step(std::size_t index)
{
  const Change& change = m_plan.changes[index];
  Outcome& outcome = m_outcomes[index];
  Present& present = m_present[index] = {};
  const std::size_t steps = change.steps.size();
  const auto was_done = [this, &change](const Step& step) {
    return m_journal.has_done(step.name, change.id);
  };
  while (outcome.steps_done < steps && !change.steps[outcome.steps_done].needed &&
         was_done(change.steps[outcome.steps_done])) {
    ++outcome.steps_done;
    outcome.begun = true;
  }
  if (outcome.steps_done == steps) {
    present.is_settled = true;
    ++m_progress.done;
    return;
  }
  present.may_be_ours = was_done(step(index));
  if (const auto sent = m_journal.sent_without_outcome(step(index).name, change.id)) {
    present.sent = *sent;
    present.may_be_ours = true;
    outcome.begun = true;
    present.phase = phase_in_doubt(index);
  }
}

void RunState::advance(std::size_t index)
{
  ++m_outcomes[index].steps_done;
  begin_step(index);
}

void RunState::settle(std::size_t index, Error error)
{
  m_present[index].is_settled = true;
  m_outcomes[index].status = fail(std::move(error));
  ++m_progress.failed;
}

void RunState::again(std::size_t index, Phase phase, SteadyTime due)
{
  m_present[index].phase = phase;
  m_present[index].is_queued = true;
  m_waiting.emplace(due, index);
}

Phase RunState::phase_in_doubt(std::size_t index) const
{
  return step(index).check ? Phase::check : Phase::send;
}

void RunState::queue(std::size_t index)
{
  Present& present = m_present[index];
  if (!present.is_settled && !present.is_queued) {
    present.is_queued = true;
    // Changes already begun are finished before new ones are begun.
    m_outcomes[index].begun ? m_ready.push_front(index) : m_ready.push_back(index);
  }
}

std::optional<SteadyTime> RunState::wake(SteadyTime now)
{
  const auto end = m_waiting.upper_bound(now);
  for (auto due = m_waiting.begin(); due != end; ++due) {
    m_ready.push_front(due->second);
  }
  m_waiting.erase(m_waiting.begin(), end);
  return m_waiting.empty() ? std::nullopt : std::optional(m_waiting.begin()->first);
}

std::size_t RunState::next_count() const
{
  return next_goes_alone() ? 1 : std::min(m_ready.size(), graph::k_batch_capacity);
}

bool RunState::go_together(std::size_t one, std::size_t other) const
{
  return m_present[one].phase == m_present[other].phase && !step(one).alone && !step(other).alone;
}

std::vector<std::size_t> RunState::take_ready(std::size_t count, bool begun_only)
{
  std::vector<std::size_t> taken;
  std::deque<std::size_t> left;
  while (!m_ready.empty() && taken.size() < count) {
    const std::size_t index = m_ready.front();
    m_ready.pop_front();
    if (begun_only && !m_outcomes[index].begun) {
      settle(index, not_begun());
    } else if (taken.empty() || go_together(taken.front(), index)) {
      m_present[index].is_queued = false;
      taken.push_back(index);
    } else {
      left.push_back(index);
    }
  }
  m_ready.insert(m_ready.begin(), left.begin(), left.end());
  return taken;
}

void RunState::give_up(const Error& error)
{
  std::vector<std::size_t> left(m_ready.begin(), m_ready.end());
  for (const auto& [due, index] : m_waiting) {
    left.push_back(index);
  }
  m_ready.clear();
  m_waiting.clear();
  for (const std::size_t index : left) {
    m_outcomes[index].unknown =
        m_present[index].phase == Phase::check || m_present[index].may_be_ours;
    settle(index, m_outcomes[index].begun ? error : with_context(error, "not begun"));
  }
}

} // namespace lpaz::bulk
