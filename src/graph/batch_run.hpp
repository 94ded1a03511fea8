#pragma once

#include "lpaz/graph/batch.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/util/clock.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace lpaz::graph {

// Sends a list of requests in as many batches as it takes, and throttled parts again, each after
// its own Retry-After, until all have an answer or the time is over. Requeues parts, never whole
// batches. What is left is not sent once the service is away or the user asked to stop.
class BatchRun {
public:
  using Send = std::function<Result<nlohmann::json>(const GraphRequest& batch)>;

  // Borrows the requests.
  explicit BatchRun(const std::vector<GraphRequest>& requests);

  // The results in the order of the requests.
  std::vector<Result<nlohmann::json>>
  finish(util::Clock& clock, std::chrono::milliseconds time_limit, const Send& send);

private:
  void send_waiting(const Send& send, util::TimePoint now);
  // The error is that of the batch as a whole; its parts have it already.
  Status send_chunk(const std::vector<std::size_t>& chunk, const Send& send, util::TimePoint now);
  void take(std::size_t index, Result<http::HttpResponse> part, util::TimePoint now);

  const std::vector<GraphRequest>& m_requests;
  std::vector<Result<nlohmann::json>> m_results;
  std::vector<std::size_t> m_waiting; // indexes still without a final answer
  std::vector<std::size_t> m_again;   // of these, what this round brought back
  std::chrono::milliseconds m_pause{0};
  int m_round = 0;
};

} // namespace lpaz::graph
