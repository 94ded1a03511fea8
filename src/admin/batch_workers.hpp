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

namespace lpaz::admin {

// Whether an object's step is to be sent, or to be looked up because it may have been carried out.
enum class BulkPhase : std::uint8_t { send, look };

// One request's place in the work.
struct BulkEntry {
  std::size_t index = 0; // of the object
  std::size_t step = 0;
};

// A $batch and, later, its answer; the entries are those of the requests.
struct BatchFlight {
  BulkPhase phase = BulkPhase::send;
  std::vector<BulkEntry> entries;
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

} // namespace lpaz::admin
