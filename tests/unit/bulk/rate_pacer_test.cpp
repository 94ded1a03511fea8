#include "lpaz/bulk/rate_pacer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <map>

using namespace lpaz;
using namespace std::chrono_literals;
using bulk::RatePacer;
using std::chrono::milliseconds;

namespace {

using SteadyTime = RatePacer::SteadyTime;

// A service that permits `quota` requests in `window`, refilled continuously.
class TokenBucket {
public:
  // `tick`: how exact its clock is.
  TokenBucket(double quota, milliseconds window, milliseconds tick)
      : m_tick(tick), m_quota(quota), m_per_ms(quota / static_cast<double>(window.count())),
        m_tokens(quota)
  {
  }

  bool grant(SteadyTime time)
  {
    const SteadyTime now = time - time.time_since_epoch() % m_tick;
    const auto passed = std::chrono::duration<double, std::milli>(now - m_seen).count();
    m_tokens = std::min(m_quota, m_tokens + passed * m_per_ms);
    m_seen = now;
    if (m_tokens < 1) {
      m_tokens = std::max(m_tokens - 1, -0.8 * m_quota); // what is refused counts as well
      return false;
    }
    m_tokens -= 1;
    return true;
  }
  milliseconds retry_after() const
  {
    return std::chrono::ceil<std::chrono::seconds>(
        milliseconds(static_cast<long long>((1 - m_tokens) / m_per_ms)));
  }
  double per_second() const { return m_per_ms * 1000; }

private:
  milliseconds m_tick;
  double m_quota;
  double m_per_ms;
  double m_tokens;
  SteadyTime m_seen{};
};

struct RunFigures {
  double share_of_rate = 0; // of what the service would have permitted in the same time
  double share_refused = 0;
};

// `work` requests in batches of 20, four in flight that take `latency` each; whoever was refused
// comes again.
RunFigures simulate(TokenBucket bucket, std::size_t work, milliseconds latency, double quota)
{
  constexpr std::size_t k_batch = 20;
  constexpr std::size_t k_in_flight = 4;
  RatePacer pacer;
  SteadyTime now{};
  std::multimap<SteadyTime, std::size_t> flights; // when they are back
  std::size_t left = work;
  std::size_t granted = 0;
  std::size_t refused = 0;
  while (granted < work) {
    const std::size_t count = std::min(left, k_batch);
    if (count > 0 && flights.size() < k_in_flight && pacer.wait_for(count, now) == 0ms) {
      pacer.spend(count, now);
      left -= count;
      flights.emplace(now + latency, count);
      continue;
    }
    SteadyTime next = flights.empty() ? now + 1min : flights.begin()->first;
    if (count > 0 && flights.size() < k_in_flight) {
      next = std::min(next, now + std::max(pacer.wait_for(count, now), 1ms));
    }
    now = next;
    for (; !flights.empty() && flights.begin()->first <= now; flights.erase(flights.begin())) {
      for (std::size_t i = 0; i < flights.begin()->second; ++i) {
        if (bucket.grant(now)) {
          ++granted;
          pacer.granted(1);
        } else {
          ++refused;
          ++left;
          pacer.refused(bucket.retry_after(), now);
        }
      }
    }
  }
  const double seconds = std::chrono::duration<double>(now.time_since_epoch()).count();
  const double permitted = quota + seconds * bucket.per_second();
  return {static_cast<double>(granted) / permitted,
          static_cast<double>(refused) / static_cast<double>(granted + refused)};
}

} // namespace

TEST_CASE("Nothing waits before the first refusal")
{
  RatePacer pacer;
  CHECK(pacer.wait_for(20, SteadyTime(0s)) == 0ms);
  pacer.spend(20, SteadyTime(0s));
  pacer.granted(20);
  CHECK(pacer.wait_for(20, SteadyTime(0s)) == 0ms);
  CHECK_FALSE(pacer.rate());
}

TEST_CASE("Nothing goes before the time that the service asked for")
{
  RatePacer pacer;
  pacer.refused(7s, SteadyTime(1s));
  CHECK(pacer.wait_for(1, SteadyTime(1s)) == 7s);
  CHECK(pacer.wait_for(1, SteadyTime(5s)) == 3s);
  CHECK(pacer.wait_for(1, SteadyTime(8s)) == 0ms);
}

TEST_CASE("The refusals of one moment count once, and the longest wish holds")
{
  RatePacer one;
  RatePacer many;
  one.refused(5s, SteadyTime(1s));
  for (const auto wish : {2s, 5s, 3s}) {
    many.refused(wish, SteadyTime(1s));
  }
  CHECK(many.wait_for(1, SteadyTime(1s)) == 5s);
  one.granted(100);
  many.granted(100);
  one.refused(1s, SteadyTime(60s));
  many.refused(1s, SteadyTime(60s));
  CHECK(one.rate() == many.rate());
}

TEST_CASE("A refusal without any success in between halves the rate, but never stops it")
{
  RatePacer pacer;
  SteadyTime now{};
  pacer.refused(1s, now);
  for (int i = 0; i < 40; ++i) {
    now += 2s;
    pacer.refused(1s, now);
  }
  REQUIRE(pacer.rate());
  CHECK(*pacer.rate() > 0);
  CHECK(*pacer.rate() < 1);
  CHECK(pacer.wait_for(20, now + 1s) < 5min);
}

TEST_CASE("A run uses what the service permits, and is seldom refused")
{
  struct Case {
    double quota;
    milliseconds window;
    std::size_t work;
    milliseconds tick = 1ms;
    double least_share = 0.9;
  };
  const Case cases[] = {{3000, 150s, 20'000}, // 20/s, as documented for writes
                        {3000, 150s, 10'000},
                        {3000, 150s, 20'000, 1s},
                        {750, 150s, 10'000},          // 5/s
                        {30'000, 150s, 100'000},      // 200/s
                        {100, 5s, 20'000},            // 20/s without much of a reserve
                        {20, 1s, 10'000, 1ms, 0.85}}; // each refusal costs a second
  for (const Case& each : cases) {
    for (const milliseconds latency : {20ms, 200ms, 1000ms}) {
      const TokenBucket bucket(each.quota, each.window, each.tick);
      // Batches in flight alone limit what a slow service is asked for.
      if (80'000.0 / static_cast<double>(latency.count()) < 1.5 * bucket.per_second()) {
        continue;
      }
      const RunFigures figures = simulate(bucket, each.work, latency, each.quota);
      CAPTURE(each.quota);
      CAPTURE(each.window.count());
      CAPTURE(latency.count());
      MESSAGE(each.quota << "/" << each.window.count() << "ms latency " << latency.count()
                         << " share " << figures.share_of_rate << " refused "
                         << figures.share_refused);
      CHECK(figures.share_of_rate >= each.least_share);
      CHECK(figures.share_refused < 0.02);
    }
  }
}
