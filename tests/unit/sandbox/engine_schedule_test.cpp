#include "sandbox/engine/schedule.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::sandbox::engine;
using namespace std::chrono_literals;

TEST_CASE("an object that fails is tried again after gaps that double, up to a day")
{
  CHECK(escrow_gap(1, 40min) == 40min);
  CHECK(escrow_gap(2, 40min) == 80min);
  CHECK(escrow_gap(4, 40min) == 320min);
  CHECK(escrow_gap(1000, 40min) == 24h);
}

TEST_CASE("a quarantine is retried 6, 12 and 24 hours after it began, then daily")
{
  const util::TimePoint began{};
  CHECK(next_quarantine_attempt(began, began) == began + 6h);
  CHECK(next_quarantine_attempt(began, began + 6h) == began + 12h);
  CHECK(next_quarantine_attempt(began, began + 12h) == began + 24h);
  CHECK(next_quarantine_attempt(began, began + 24h) == began + 48h);
  CHECK(next_quarantine_attempt(began, began + 100h) == began + 120h);
}

TEST_CASE("failures put a job into quarantine by number and proportion")
{
  CHECK(escrow_quarantine_reason({4'999, 4'999, 4'999}) == "");
  CHECK(escrow_quarantine_reason({12'500, 5'000, 5'000}) == "");
  CHECK(escrow_quarantine_reason({12'499, 5'000, 5'000}) == "EncounteredEscrowProportionThreshold");
  CHECK(escrow_quarantine_reason({1'000'000, 40'001, 40'001}) == "EncounteredBaseEscrowThreshold");
  CHECK(escrow_quarantine_reason({1'000'000, 100, 60'000}) == "EncounteredTotalEscrowThreshold");
}
