#include "lpaz/util/clock.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace lpaz::util {
namespace {

using namespace std::chrono_literals;

TEST_CASE("SystemClock sleeps no shorter than asked, and not at all for nothing")
{
  SystemClock clock;
  const auto start = clock.steady_now();
  REQUIRE(clock.sleep_for(3ms));
  CHECK(clock.steady_now() - start >= 3ms);
  const auto later = clock.steady_now();
  CHECK(clock.sleep_for(0ms));
  CHECK(clock.sleep_for(-1h));
  CHECK(clock.steady_now() - later < 1h);
}

TEST_CASE("SystemClock tells the calendar's time")
{
  const SystemClock clock;
  const auto before = std::chrono::system_clock::now();
  CHECK(clock.now() >= before);
}

} // namespace
} // namespace lpaz::util
