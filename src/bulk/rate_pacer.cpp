#include "lpaz/bulk/rate_pacer.hpp"

#include <algorithm>

namespace lpaz::bulk {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr double k_burst = 20;        // one batch
constexpr double k_lowest_rate = 0.1; // a second
// The first guess after a refusal is one batch in the time that the service asked for; it doubles
// each time that nothing is refused for a while.
constexpr seconds k_guess_interval{3};
constexpr double k_guess_growth = 2;
// A measured rate is held a little below what was granted, and grows slowly at first and faster
// the longer nothing is refused: each refusal costs requests that count against the limit.
constexpr double k_caution = 0.96;
constexpr seconds k_growth_interval{10};
constexpr double k_least_growth = 0.005;
constexpr double k_most_growth = 0.02;
// What was granted in less time than this says little about the rate.
constexpr double k_shortest_measure = 5;
constexpr double k_blind_backoff = 0.7;

double seconds_between(RatePacer::SteadyTime from, RatePacer::SteadyTime to)
{
  return std::chrono::duration<double>(to - from).count();
}

milliseconds rounded_up(double amount)
{
  return std::chrono::ceil<milliseconds>(std::chrono::duration<double>(amount));
}

} // namespace

milliseconds RatePacer::wait_for(std::size_t count, SteadyTime now)
{
  if (!m_rate) {
    return milliseconds(0);
  }
  refill(now);
  grow(now);
  const double missing = std::min(static_cast<double>(count), k_burst) - m_permits;
  const auto hold =
      m_hold_until > now ? std::chrono::ceil<milliseconds>(m_hold_until - now) : milliseconds(0);
  return std::max(hold, missing > 0 ? rounded_up(missing / *m_rate) : milliseconds(0));
}

void RatePacer::spend(std::size_t count, SteadyTime now)
{
  if (m_rate) {
    refill(now);
    m_permits -= static_cast<double>(count);
  }
}

void RatePacer::granted(std::size_t count)
{
  m_granted += static_cast<double>(count);
}

void RatePacer::refused(milliseconds retry_after, SteadyTime now)
{
  if (!m_rate) {
    m_rate = k_burst / std::max(std::chrono::duration<double>(retry_after).count(), 1.0);
  } else if (now >= m_hold_until) {
    learn(now);
  } // else it belongs to the refusal before: sent at the same time
  m_hold_until = std::max(m_hold_until, now + retry_after);
  m_permits = 1; // what the service promises for then
  m_granted = 0;
  m_refilled = m_hold_until;
  m_grown = m_hold_until;
}

// What was granted since the service had recovered is what it permits. Refusals count against the
// limit, so the time that it takes to recover says nothing.
void RatePacer::learn(SteadyTime now)
{
  const double passed = seconds_between(m_hold_until, now);
  const double measured = passed > 0 ? m_granted / passed : 0;
  const double floor = passed < k_shortest_measure ? k_blind_backoff * *m_rate : 0;
  const double learned = std::min(k_caution * std::max(measured, floor), *m_rate);
  m_rate = std::max(k_lowest_rate, m_granted > 0 ? learned : *m_rate / 2);
  m_is_measured = true;
  m_growth = k_least_growth;
}

void RatePacer::refill(SteadyTime now)
{
  if (now > m_refilled) {
    m_permits = std::min(k_burst, m_permits + *m_rate * seconds_between(m_refilled, now));
    m_refilled = now;
  }
}

void RatePacer::grow(SteadyTime now)
{
  const auto interval = m_is_measured ? k_growth_interval : k_guess_interval;
  while (now >= m_grown + interval) {
    *m_rate *= m_is_measured ? 1 + m_growth : k_guess_growth;
    m_growth = std::min(2 * m_growth, k_most_growth);
    m_grown += interval;
  }
}

} // namespace lpaz::bulk
