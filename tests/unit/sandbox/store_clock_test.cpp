#include "sandbox/store/sandbox_clock.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

using lpaz::sandbox::store::SandboxClock;
using namespace std::chrono_literals;

TEST_CASE("SandboxClock moves forward by what it is advanced")
{
  SandboxClock clock;
  const auto before = clock.now();
  clock.advance(48h);
  CHECK(clock.now() - before >= 48h);
  CHECK(clock.offset() == 48h);
}

TEST_CASE("SandboxClock ends a wait for next month when it is advanced by two")
{
  SandboxClock clock;
  std::atomic<bool> reached = false;
  const auto deadline = clock.now() + 24h * 30;
  std::thread waiter([&] { reached = clock.wait_until(deadline, [] { return false; }); });
  clock.advance(24h * 60);
  waiter.join();
  CHECK(reached);
}

TEST_CASE("SandboxClock ends a wait when the waiter gives up")
{
  SandboxClock clock;
  std::atomic<bool> stop = false;
  std::atomic<bool> reached = true;
  std::thread waiter(
      [&] { reached = clock.wait_until(clock.now() + 24h, [&] { return stop.load(); }); });
  stop = true;
  clock.wake();
  waiter.join();
  CHECK_FALSE(reached);
}

TEST_CASE("SandboxClock does not wait for a time that is over")
{
  SandboxClock clock;
  CHECK(clock.wait_until(clock.now() - 1s, [] { return false; }));
}
