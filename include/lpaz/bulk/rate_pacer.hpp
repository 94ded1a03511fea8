#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace lpaz::bulk {

// Keeps a run at the rate that the service permits ("Microsoft Graph throttling guidance"), which
// nobody tells it: everything may go until the first refusal, then as much as was granted between
// the refusals, and a little more as long as nothing is refused. Not for several threads.
class RatePacer {
public:
  using SteadyTime = std::chrono::steady_clock::time_point;

  // How long nothing may go that needs `count` permits; zero: it may go now.
  std::chrono::milliseconds wait_for(std::size_t count, SteadyTime now);
  // `count` requests go out now.
  void spend(std::size_t count, SteadyTime now);
  void granted(std::size_t count);
  // Refused with 429; `retry_after` is the service's wish.
  void refused(std::chrono::milliseconds retry_after, SteadyTime now);

  // Requests a second; nothing before the first refusal.
  std::optional<double> rate() const { return m_rate; }

private:
  void refill(SteadyTime now);
  void grow(SteadyTime now);
  void learn(SteadyTime now);

  std::optional<double> m_rate;
  double m_permits = 0;
  SteadyTime m_refilled{};
  SteadyTime m_hold_until{};
  SteadyTime m_grown{};
  double m_granted = 0; // since m_hold_until
  double m_growth = 0;  // of the next interval, as a share
  bool m_is_measured = false;
};

} // namespace lpaz::bulk
