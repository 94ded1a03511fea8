#pragma once

#include "batch_workers.hpp"

#include "lpaz/bulk/carry_out.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace lpaz::bulk {

using SteadyTime = std::chrono::steady_clock::time_point;

// The present step of one change.
struct Present {
  Phase phase = Phase::send;
  std::uint8_t tries = 0;     // whose outcome stayed unknown
  bool may_be_ours = false;   // one of the tries may have been carried out
  bool is_settled = false;    // nothing more is to be done, for better or worse
  bool is_queued = false;     // ready or waiting
  util::TimePoint sent = {};  // first
  SteadyTime refused_since{}; // by an error that passes by itself
};

// Where each change of a run stands, and which go next.
class RunState {
public:
  // Takes over what the journal knows of an earlier run.
  RunState(const Plan& plan, const Journal& journal);

  Present& present(std::size_t index) { return m_present[index]; }
  Outcome& outcome(std::size_t index) { return m_outcomes[index]; }
  // The step that comes next.
  const Step& step(std::size_t index) const
  {
    return m_plan.changes[index].steps[m_outcomes[index].steps_done];
  }
  Progress& progress() { return m_progress; }
  std::vector<Outcome> take_outcomes() { return std::move(m_outcomes); }

  // The step is done; the change is settled, or goes on with the next step when it is queued.
  void advance(std::size_t index);
  void settle(std::size_t index, Error error);
  // The same step once more, not before `due`.
  void again(std::size_t index, Phase phase, SteadyTime due);
  // The phase in which a step goes on whose outcome is unknown.
  Phase phase_in_doubt(std::size_t index) const;
  // Makes the change ready, unless it is settled or queued already.
  void queue(std::size_t index);

  // Makes ready what has waited long enough; the earliest that has not, if any.
  std::optional<SteadyTime> wake(SteadyTime now);
  std::size_t ready_count() const { return m_ready.size(); }
  // What goes next is one whose step goes by itself.
  bool next_goes_alone() const { return !m_ready.empty() && step(m_ready.front()).alone; }
  // How many may go next together: what is ready, at most a $batch, or one that goes alone.
  std::size_t next_count() const;
  // At most `count` of those that are ready, all for the same phase, or one whose step goes alone;
  // with `begun_only` those that are half done.
  std::vector<std::size_t> take_ready(std::size_t count, bool begun_only);
  // Everything that is ready or waiting fails with `error`.
  void give_up(const Error& error);

private:
  void begin_step(std::size_t index);
  bool go_together(std::size_t one, std::size_t other) const;

  const Plan& m_plan;
  const Journal& m_journal;
  std::vector<Present> m_present;
  std::vector<Outcome> m_outcomes;
  std::deque<std::size_t> m_ready;
  std::multimap<SteadyTime, std::size_t> m_waiting;
  Progress m_progress;
};

} // namespace lpaz::bulk
