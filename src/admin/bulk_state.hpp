#pragma once

#include "batch_workers.hpp"

#include "lpaz/admin/bulk_run.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <vector>

namespace lpaz::admin {

using SteadyTime = std::chrono::steady_clock::time_point;

struct BulkItem {
  BulkPhase phase = BulkPhase::send;
  std::uint8_t tries = 0;    // of unknown outcome, for the present step
  bool is_settled = false;   // nothing more is to be done, for better or worse
  bool is_queued = false;    // ready or waiting
  util::TimePoint sent = {}; // the present step, first
};

// Where each object of a bulk run stands, and which go next.
class BulkState {
public:
  // Takes over what the journal knows of an earlier run.
  BulkState(const BulkWork& work, const RunJournal& journal);

  BulkItem& item(std::size_t index) { return m_items[index]; }
  BulkOutcome& outcome(std::size_t index) { return m_outcomes[index]; }
  const BulkProgress& progress() const { return m_progress; }
  BulkProgress& progress() { return m_progress; }
  std::vector<BulkOutcome> take_outcomes() { return std::move(m_outcomes); }

  // The step is done; the object is settled, or goes on with the next one when it is queued.
  void advance(std::size_t index);
  void settle(std::size_t index, Error error);
  // The same step once more, not before `due`.
  void again(std::size_t index, BulkPhase phase, SteadyTime due);
  // Makes the object ready, unless it is settled or queued already.
  void queue(std::size_t index);

  // Makes ready what has waited long enough; the earliest that has not, if any.
  std::optional<SteadyTime> wake(SteadyTime now);
  std::size_t ready_count() const { return m_ready.size(); }
  // At most `count` of those that are ready, all for the same phase; with `begun_only` those who
  // are half done.
  std::vector<std::size_t> take_ready(std::size_t count, bool begun_only);
  // Everybody who is ready or waiting fails with `error`.
  void give_up(const Error& error);

private:
  void begin_step(std::size_t index);

  const BulkWork& m_work;
  const RunJournal& m_journal;
  std::vector<BulkItem> m_items;
  std::vector<BulkOutcome> m_outcomes;
  std::deque<std::size_t> m_ready;
  std::multimap<SteadyTime, std::size_t> m_waiting;
  BulkProgress m_progress;
};

} // namespace lpaz::admin
