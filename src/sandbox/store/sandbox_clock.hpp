#pragma once

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace lpaz::sandbox::store {

// The tenant's calendar: real time plus an offset that a control call can increase.
class SandboxClock {
public:
  util::TimePoint now() const;
  // Moves the calendar forward and wakes all waiting threads.
  void advance(std::chrono::seconds by);
  std::chrono::seconds offset() const;
  // Sets the calendar to any time, even an earlier one, and wakes all waiting threads.
  void set_offset(std::chrono::seconds offset);

  // Waits until now() has reached `deadline` (true) or `give_up` says so (false). `give_up` is
  // asked at the start and after every advance() and wake(); it must not use the clock.
  bool wait_until(util::TimePoint deadline, const std::function<bool()>& give_up);
  // Makes every waiting thread ask its `give_up` again.
  void wake();

private:
  mutable std::mutex m_mutex;
  std::condition_variable m_woken;
  std::chrono::seconds m_offset{0};
};

} // namespace lpaz::sandbox::store
