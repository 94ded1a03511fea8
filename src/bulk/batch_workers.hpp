#pragma once

#include "lpaz/graph/client.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lpaz::bulk {

// Whether a step is sent, or checked because it may have been carried out already.
enum class Phase : std::uint8_t { send, check };

// One request's place in the plan.
struct BatchEntry {
  std::size_t change = 0;
  std::size_t step = 0;
  bool in_doubt = false; // a try before this one may have carried it out
};

// A $batch and, later, its answer; the entries are those of the requests.
struct BatchFlight {
  Phase phase = Phase::send;
  bool alone = false; // the one request goes by itself, and its answer is the only part
  std::vector<BatchEntry> entries;
  std::vector<graph::GraphRequest> requests;
  graph::BatchOrder order = graph::BatchOrder::parallel;
  Result<std::vector<Result<http::HttpResponse>>> answer = {};
};

// Threads that send batches; the one caller hands them out and takes the answers.
class BatchWorkers {
public:
  // At most `count` threads, each made when it is first needed; with 0 the caller sends and waits.
  // Borrows the client.
  BatchWorkers(graph::GraphClient& client, std::size_t count);
  BatchWorkers(const BatchWorkers&) = delete;
  BatchWorkers& operator=(const BatchWorkers&) = delete;
  // Waits for the answers still to come.
  ~BatchWorkers();

  void send(BatchFlight flight);
  // A flight that is back; nothing if none came before `limit` had passed.
  std::optional<BatchFlight> take(std::chrono::milliseconds limit);

private:
  void work();
  void exchange(BatchFlight& flight);

  graph::GraphClient& m_client;
  std::size_t m_count;
  std::mutex m_mutex;
  std::condition_variable m_wakes_worker;
  std::condition_variable m_wakes_caller;
  std::deque<BatchFlight> m_waiting;
  std::deque<BatchFlight> m_back;
  std::size_t m_idle = 0;
  bool m_closing = false;
  std::vector<std::thread> m_threads;
};

} // namespace lpaz::bulk
