#include "lpaz/admin/bulk_run.hpp"

#include "bulk_driver.hpp"

#include "lpaz/util/interrupt.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_no_hurry{60'000};

} // namespace

// One turn: sends what may go, then waits for an answer or for the time to go on. False at the end.
bool BulkRun::step()
{
  if (util::Interrupt::requested()) {
    stop(util::Interrupt::error());
  }
  const auto due = m_state.wake(m_clock.steady_now());
  send_what_may_go();
  if (m_in_flight == 0 && m_state.ready_count() == 0 && !due) {
    return false;
  }
  if (m_in_flight > 0) {
    if (auto flight = m_workers.take(pause(due))) {
      take(*std::move(flight));
    }
    return true;
  }
  if (const Status slept = m_clock.sleep_for(pause(due)); !slept) {
    stop(slept.error());
  }
  return true;
}

void BulkRun::send_what_may_go()
{
  while (m_state.ready_count() > 0 && m_in_flight < m_options.batches_in_flight) {
    const std::size_t count = std::min(m_state.ready_count(), graph::k_batch_capacity);
    // Those in flight will come back for their next step: a full batch is worth the wait.
    const bool waits_for_more = count < graph::k_batch_capacity && m_in_flight > 0;
    const bool may_go = m_pacer.wait_for(count, m_clock.steady_now()).count() == 0;
    if (waits_for_more || !may_go || !send_next(count)) {
      return;
    }
  }
}

milliseconds BulkRun::pause(std::optional<SteadyTime> due)
{
  const auto now = m_clock.steady_now();
  milliseconds wait = k_no_hurry;
  if (due) {
    wait = std::min(wait, std::chrono::ceil<milliseconds>(*due - now));
  }
  if (m_state.ready_count() > 0) {
    const std::size_t count = std::min(m_state.ready_count(), graph::k_batch_capacity);
    const milliseconds permit = m_pacer.wait_for(count, now);
    wait = permit.count() > 0 || m_in_flight == 0 ? std::min(wait, permit) : wait;
  }
  return std::max(wait, milliseconds(1));
}

// An object alone sends all its steps in one sequence.
BatchFlight BulkRun::flight_of(const std::vector<std::size_t>& items)
{
  const bool is_alone = m_work.size() == 1;
  BatchFlight flight;
  flight.phase = m_state.item(items.front()).phase;
  flight.order = is_alone ? graph::BatchOrder::serial : graph::BatchOrder::parallel;
  for (const std::size_t index : items) {
    std::size_t step = m_state.outcome(index).steps_done;
    if (flight.phase == BulkPhase::look) {
      flight.entries.push_back({index, step});
      flight.requests.push_back(*m_work.look(index, step));
      continue;
    }
    const std::size_t end = is_alone ? m_work.step_count(index) : step + 1;
    for (; step < end; ++step) {
      flight.entries.push_back({index, step});
      flight.requests.push_back(m_work.request(index, step));
    }
  }
  return flight;
}

bool BulkRun::send_next(std::size_t count)
{
  const auto items = m_state.take_ready(count, m_only_begun);
  if (items.empty()) {
    return false;
  }
  BatchFlight flight = flight_of(items);
  if (flight.phase == BulkPhase::send) {
    if (const Status noted = note_sending(flight.entries); !noted) {
      for (const std::size_t index : items) {
        m_state.settle(index, noted.error());
      }
      stop(noted.error());
      return false;
    }
    m_pacer.spend(flight.entries.size(), m_clock.steady_now());
  }
  ++m_in_flight;
  m_workers.send(std::move(flight));
  return true;
}

Status BulkRun::note_sending(const std::vector<BulkEntry>& entries)
{
  std::map<std::string, std::vector<std::string>> ids;
  for (const auto& [index, step] : entries) {
    ids[std::string(m_work.word(index, step))].push_back(m_work.id(index));
  }
  for (const auto& [word, list] : ids) {
    LPAZ_CHECK(m_journal.sending(word, list));
  }
  for (const auto& [index, step] : entries) {
    m_state.outcome(index).is_begun = true;
    BulkItem& item = m_state.item(index);
    item.sent = item.sent == util::TimePoint() ? m_clock.now() : item.sent;
  }
  return {};
}

std::vector<BulkOutcome> run_in_bulk(graph::GraphClient& client,
                                     RunJournal& journal,
                                     const BulkWork& work,
                                     const BulkOptions& options)
{
  return BulkRun(client, journal, work, options).run();
}

} // namespace lpaz::admin
