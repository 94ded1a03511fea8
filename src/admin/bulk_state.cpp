#include "bulk_state.hpp"

#include <utility>

namespace lpaz::admin {
namespace {

Error not_begun()
{
  Error error;
  error.message = "not begun: the run ended at the first failure";
  error.hint = "with --continue-on-error the others are done all the same";
  return error;
}

} // namespace

BulkState::BulkState(const BulkWork& work, const RunJournal& journal)
    : m_work(work), m_journal(journal), m_items(work.size()), m_outcomes(work.size())
{
  for (std::size_t i = 0; i < m_items.size(); ++i) {
    begin_step(i);
    queue(i);
  }
}

// Takes over what the journal knows of the present step, and passes over those that are done.
void BulkState::begin_step(std::size_t index)
{
  const std::string& id = m_work.id(index);
  const std::size_t steps = m_work.step_count(index);
  BulkItem& item = m_items[index];
  BulkOutcome& outcome = m_outcomes[index];
  item = {};
  while (outcome.steps_done < steps &&
         m_journal.has_done(m_work.word(index, outcome.steps_done), id)) {
    ++outcome.steps_done;
    outcome.is_begun = true;
  }
  if (outcome.steps_done == steps) {
    item.is_settled = true;
    ++m_progress.done;
    return;
  }
  const auto sent = m_journal.sent_without_outcome(m_work.word(index, outcome.steps_done), id);
  if (sent) {
    item.sent = *sent;
    outcome.is_begun = true;
    item.phase = m_work.look(index, outcome.steps_done) ? BulkPhase::look : BulkPhase::send;
  }
}

void BulkState::advance(std::size_t index)
{
  ++m_outcomes[index].steps_done;
  begin_step(index);
}

void BulkState::settle(std::size_t index, Error error)
{
  m_items[index].is_settled = true;
  m_outcomes[index].status = fail(std::move(error));
  ++m_progress.failed;
}

void BulkState::again(std::size_t index, BulkPhase phase, SteadyTime due)
{
  m_items[index].phase = phase;
  m_items[index].is_queued = true;
  m_waiting.emplace(due, index);
}

void BulkState::queue(std::size_t index)
{
  BulkItem& item = m_items[index];
  if (!item.is_settled && !item.is_queued) {
    item.is_queued = true;
    // Who is begun is finished before others are begun.
    m_outcomes[index].is_begun ? m_ready.push_front(index) : m_ready.push_back(index);
  }
}

std::optional<SteadyTime> BulkState::wake(SteadyTime now)
{
  const auto end = m_waiting.upper_bound(now);
  for (auto due = m_waiting.begin(); due != end; ++due) {
    m_ready.push_front(due->second);
  }
  m_waiting.erase(m_waiting.begin(), end);
  return m_waiting.empty() ? std::nullopt : std::optional(m_waiting.begin()->first);
}

std::vector<std::size_t> BulkState::take_ready(std::size_t count, bool begun_only)
{
  std::vector<std::size_t> taken;
  std::deque<std::size_t> left;
  while (!m_ready.empty() && taken.size() < count) {
    const std::size_t index = m_ready.front();
    m_ready.pop_front();
    if (begun_only && !m_outcomes[index].is_begun) {
      settle(index, not_begun());
    } else if (taken.empty() || m_items[taken.front()].phase == m_items[index].phase) {
      m_items[index].is_queued = false;
      taken.push_back(index);
    } else {
      left.push_back(index);
    }
  }
  m_ready.insert(m_ready.begin(), left.begin(), left.end());
  return taken;
}

void BulkState::give_up(const Error& error)
{
  std::vector<std::size_t> left(m_ready.begin(), m_ready.end());
  for (const auto& [due, index] : m_waiting) {
    left.push_back(index);
  }
  m_ready.clear();
  m_waiting.clear();
  for (const std::size_t index : left) {
    m_outcomes[index].is_unknown = m_items[index].phase == BulkPhase::look;
    settle(index, m_outcomes[index].is_begun ? error : with_context(error, "not begun"));
  }
}

} // namespace lpaz::admin
