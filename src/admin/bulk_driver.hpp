#pragma once

#include "batch_workers.hpp"
#include "bulk_state.hpp"

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/rate_pacer.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::admin {

// run_in_bulk() at work. All bookkeeping is on the calling thread; the workers only send.
class BulkRun {
public:
  BulkRun(graph::GraphClient& client,
          RunJournal& journal,
          const BulkWork& work,
          const BulkOptions& options)
      : m_clock(client.clock()), m_journal(journal), m_work(work), m_options(options),
        m_state(work, journal),
        m_workers(client, work.size() <= graph::k_batch_capacity ? 0 : options.batches_in_flight)
  {
    m_last_verdict = m_clock.steady_now();
  }

  std::vector<BulkOutcome> run()
  {
    tell();
    while (step()) {
    }
    return m_state.take_outcomes();
  }

private:
  bool step();
  void send_what_may_go();
  std::chrono::milliseconds pause(std::optional<SteadyTime> due);
  bool send_next(std::size_t count);
  BatchFlight flight_of(const std::vector<std::size_t>& items);
  Status note_sending(const std::vector<BulkEntry>& entries);
  void take(BatchFlight flight);
  void take_failed_batch(const BatchFlight& flight);
  void take_part(const BatchFlight& flight, std::size_t part);
  // Not of a sequence whose earlier step failed.
  bool is_present(const BulkEntry& entry);
  void take_throttled(std::size_t index,
                      const Error& error,
                      std::optional<std::chrono::milliseconds> wish);
  void take_sent(std::size_t index,
                 const Result<nlohmann::json>& result,
                 std::chrono::milliseconds wish);
  void
  take_seen(std::size_t index, const Result<nlohmann::json>& seen, std::chrono::milliseconds wish);
  void complete(std::size_t index);
  void settle(std::size_t index, const Error& error);
  void look_later(std::size_t index, const Error& error, std::chrono::milliseconds wish);
  std::chrono::milliseconds time_left() const;
  BulkPhase phase_after_doubt(std::size_t index);
  void flush_done();
  void stop(Error error);
  void tell();
  std::string word(std::size_t index)
  {
    return std::string(m_work.word(index, m_state.outcome(index).steps_done));
  }

  util::Clock& m_clock;
  RunJournal& m_journal;
  const BulkWork& m_work;
  const BulkOptions& m_options;
  BulkState m_state;
  RatePacer m_pacer;
  std::size_t m_in_flight = 0;                            // batches
  std::map<std::string, std::vector<std::string>> m_done; // by step, not in the journal yet
  SteadyTime m_last_verdict{};
  std::optional<Error> m_stopped;
  bool m_only_begun = false;
  BatchWorkers m_workers; // goes first: its threads use what stands above
};

} // namespace lpaz::admin
