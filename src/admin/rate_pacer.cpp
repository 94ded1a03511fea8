#include "lpaz/admin/rate_pacer.hpp"

#include <algorithm>

namespace lpaz::admin {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr double k_burst = 20;        // one batch
constexpr double k_lowest_rate = 0.1; // a second
// The first guess after a refusal is one batch in the time that the service asked for; it doubles
// each second that passes without a refusal.
constexpr seconds k_guess_interval{1};
constexpr double k_guess_growth = 2;
// A measured rate is held a little below what was granted and grows slowly: each refusal costs
// requests that count against the limit.
constexpr double k_caution = 0.98;
constexpr seconds k_growth_interval{10};
constexpr double k_growth = 1.005;

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
  const bool is_same_event = m_rate && now < m_hold_until;
  m_hold_until = std::max(m_hold_until, now + retry_after);
  if (is_same_event) {
    return;
  }
  if (m_rate) {
    learn(now);
  } else {
    m_rate = k_burst / std::max(seconds_between(now, m_hold_until), 1.0);
  }
  m_permits = std::min(m_permits, 0.0);
  m_refilled = m_hold_until;
  m_permits = *m_rate * std::min(seconds_between(now, m_hold_until), k_burst / *m_rate);
  m_learned = now;
  m_grown = m_hold_until;
  m_granted = 0;
}

// What was granted since the last refusal is what the service permits.
void RatePacer::learn(SteadyTime now)
{
  const double passed = seconds_between(m_learned, now);
  if (passed > 0 && m_granted > 0) {
    m_rate = std::max(k_lowest_rate, k_caution * m_granted / passed);
    m_is_measured = true;
  } else {
    m_rate = std::max(k_lowest_rate, *m_rate / 2);
  }
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
    *m_rate *= m_is_measured ? k_growth : k_guess_growth;
    m_grown += interval;
  }
}

} // namespace lpaz::admin
