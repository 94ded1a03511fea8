#include "batch_workers.hpp"

#include "lpaz/util/quiet_thread.hpp"

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
    flight.answer = m_client.send_parts(flight.requests, flight.order);
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
    flight.answer = m_client.send_parts(flight.requests, flight.order);
    lock.lock();
    m_back.push_back(std::move(flight));
    m_wakes_caller.notify_one();
  }
}

} // namespace lpaz::bulk
