#pragma once

#include "proof_board.hpp"

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/provisioning_object_summary.hpp"
#include "lpaz/graph/synchronization_job.hpp"

#include <deque>
#include <optional>

namespace lpaz::admin {

// Keeps to the service's quota for reports: 5 requests in 10 s.
class ReportPacer {
public:
  explicit ReportPacer(util::Clock& clock) : m_clock(clock) {}
  // Waits until the next request may go out. ErrorKind::interrupted.
  Status wait();

private:
  util::Clock& m_clock;
  std::deque<std::chrono::steady_clock::time_point> m_sent;
};

// The provisioning log of one job, read for all people together.
class ProofLog {
public:
  // With `wants_names` the first read goes back for what the accounts are called.
  ProofLog(graph::GraphClient& client,
           ProofBoard& board,
           const ProofWatchOptions& options,
           bool wants_names)
      : m_client(client), m_board(board), m_options(options), m_wants_names(wants_names),
        m_pacer(client.clock())
  {
  }

  // What is new, with an overlap for entries that come late; every tenth time all that may matter.
  Status read();
  // The same and the job, in one request.
  Status read_with_job();
  // The next read is one of all.
  void forget_watermark() { m_reads = 0; }
  // As it was read last.
  const std::optional<graph::SynchronizationJob>& job() const { return m_job; }

private:
  graph::GraphRequest next_request();
  Status take_pages(nlohmann::json page);
  Status take_page(const nlohmann::json& page);
  void take(const nlohmann::json& json);
  bool is_of_job(const graph::ProvisioningObjectSummary& entry) const;
  // Of somebody who is open, and of whom it is known when they were changed.
  void
  take_of(std::size_t index, const graph::ProvisioningObjectSummary& entry, util::TimePoint at);

  graph::GraphClient& m_client;
  ProofBoard& m_board;
  const ProofWatchOptions& m_options;
  bool m_wants_names;
  ReportPacer m_pacer;
  std::optional<graph::SynchronizationJob> m_job;
  util::TimePoint m_newest{};
  int m_reads = 0;
};

} // namespace lpaz::admin
