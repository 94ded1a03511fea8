#pragma once

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <vector>

namespace lpaz::test {

// Stands still, but for sleep_for() and advance(). Begins at 2026-01-02T03:04:05Z. For several
// threads.
class FakeClock : public util::Clock {
public:
  util::TimePoint now() const override { return m_start + passed(); }

  std::chrono::steady_clock::time_point steady_now() const override
  {
    return std::chrono::steady_clock::time_point(passed());
  }

  Status sleep_for(std::chrono::milliseconds duration) override
  {
    const std::scoped_lock guard(m_mutex);
    m_sleeps.push_back(duration);
    if (m_interrupt_at != 0 && m_sleeps.size() >= m_interrupt_at) {
      return fail(ErrorKind::interrupted, "interrupted");
    }
    m_passed += duration;
    return {};
  }

  void advance(std::chrono::milliseconds duration)
  {
    const std::scoped_lock guard(m_mutex);
    m_passed += duration;
  }
  // The n-th sleep (from 1) and all after it fail as interrupted.
  void interrupt_sleep(std::size_t number) { m_interrupt_at = number; }
  const std::vector<std::chrono::milliseconds>& sleeps() const { return m_sleeps; }

private:
  std::chrono::milliseconds passed() const
  {
    const std::scoped_lock guard(m_mutex);
    return m_passed;
  }

  mutable std::mutex m_mutex;
  util::TimePoint m_start{std::chrono::seconds(1767323045)};
  std::chrono::milliseconds m_passed{0};
  std::size_t m_interrupt_at = 0;
  std::vector<std::chrono::milliseconds> m_sleeps;
};

} // namespace lpaz::test
