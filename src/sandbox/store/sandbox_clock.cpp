#include "sandbox/store/sandbox_clock.hpp"

namespace lpaz::sandbox::store {

util::TimePoint SandboxClock::now() const
{
  return std::chrono::system_clock::now() + offset();
}

std::chrono::seconds SandboxClock::offset() const
{
  const std::lock_guard lock(m_mutex);
  return m_offset;
}

void SandboxClock::advance(std::chrono::seconds by)
{
  {
    const std::lock_guard lock(m_mutex);
    m_offset += by;
  }
  m_woken.notify_all();
}

void SandboxClock::set_offset(std::chrono::seconds offset)
{
  {
    const std::lock_guard lock(m_mutex);
    m_offset = offset;
  }
  m_woken.notify_all();
}

bool SandboxClock::wait_until(util::TimePoint deadline, const std::function<bool()>& give_up)
{
  std::unique_lock lock(m_mutex);
  while (!give_up()) {
    const auto left = deadline - (std::chrono::system_clock::now() + m_offset);
    if (left <= left.zero()) {
      return true;
    }
    // An hour at most, so that a far deadline cannot overflow the sum with the steady clock.
    m_woken.wait_for(lock, std::min<std::chrono::nanoseconds>(left, std::chrono::hours(1)));
  }
  return false;
}

void SandboxClock::wake()
{
  // The lock closes the gap between a waiter's check of `give_up` and its wait.
  {
    const std::lock_guard lock(m_mutex);
  }
  m_woken.notify_all();
}

} // namespace lpaz::sandbox::store
