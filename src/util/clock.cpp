#include "lpaz/util/clock.hpp"

#include "lpaz/util/interrupt.hpp"

#include <poll.h>

#include <algorithm>
#include <thread>

namespace lpaz::util {

TimePoint SystemClock::now() const
{
  return std::chrono::system_clock::now();
}

std::chrono::steady_clock::time_point SystemClock::steady_now() const
{
  return std::chrono::steady_clock::now();
}

Status SystemClock::sleep_for(std::chrono::milliseconds duration)
{
  const auto end = steady_now() + duration;
  while (!Interrupt::requested()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_now());
    if (left.count() <= 0) {
      return {};
    }
    constexpr long long k_longest_poll_ms = 60'000;
    const int wait = static_cast<int>(std::min<long long>(left.count(), k_longest_poll_ms));
    if (Interrupt::fd() < 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      continue;
    }
    pollfd entry{.fd = Interrupt::fd(), .events = POLLIN, .revents = 0};
    (void)::poll(&entry, 1, wait);
  }
  return fail(Interrupt::error());
}

} // namespace lpaz::util
