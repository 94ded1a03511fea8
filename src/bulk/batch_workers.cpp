#include "batch_workers.hpp"

#include "lpaz/bulk/verdict.hpp"
#include "lpaz/util/quiet_thread.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::bulk {

BatchWorkers::BatchWorkers(graph::GraphClient& client, std::size_t count)
    : m_client(client), m_count(count)
{
}

BatchWorkers::~BatchWorkers()
{
  {
    const std::scoped_lock guard(m_mutex);
    m_closing = true;
  }
  m_wakes_worker.notify_all();
  for (std::thread& thread : m_threads) {
    thread.join();
  }
}

void BatchWorkers::send(BatchFlight flight)
{
  if (m_count == 0) {
    exchange(flight);
    m_back.push_back(std::move(flight));
    return;
  }
  const std::scoped_lock guard(m_mutex);
  m_waiting.push_back(std::move(flight));
  if (m_idle < m_waiting.size() && m_threads.size() < m_count) {
    m_threads.push_back(util::quiet_thread([this] { work(); }));
  }
  m_wakes_worker.notify_one();
}

std::optional<BatchFlight> BatchWorkers::take(std::chrono::milliseconds limit)
{
  std::unique_lock lock(m_mutex);
  if (!m_wakes_caller.wait_for(lock, limit, [this] { return !m_back.empty(); })) {
    return std::nullopt;
  }
  BatchFlight flight = std::move(m_back.front());
  m_back.pop_front();
  return flight;
}

// An answer that concerns everybody is that of the flight as a whole, as with a $batch.
void BatchWorkers::exchange(BatchFlight& flight)
{
  if (!flight.alone) {
    flight.answer = m_client.send_parts(flight.requests, flight.order);
    return;
  }
  const graph::GraphRequest& request = flight.requests.front();
  auto response = m_client.send_once(request);
  const auto result = graph::result_of(response, request);
  if (!response || (!result && concerns_everybody(result.error()))) {
    flight.answer = fail(result.error());
    return;
  }
  flight.answer = std::vector{std::move(response)};
}

void BatchWorkers::work()
{
  std::unique_lock lock(m_mutex);
  while (true) {
    ++m_idle;
    m_wakes_worker.wait(lock, [this] { return m_closing || !m_waiting.empty(); });
    --m_idle;
    if (m_waiting.empty()) {
      return;
    }
    BatchFlight flight = std::move(m_waiting.front());
    m_waiting.pop_front();
    lock.unlock();
    exchange(flight);
    lock.lock();
    m_back.push_back(std::move(flight));
    m_wakes_caller.notify_one();
  }
}

} // namespace lpaz::bulk
