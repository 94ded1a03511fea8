#pragma once

#include "lpaz/util/clock.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace lpaz::sandbox::engine {

// When the engine retries (provisioning.md C.4): pure functions.

// The wait before an object that failed `attempts` times is retried: 1, 2, 4, … intervals, at most
// a day.
std::chrono::seconds escrow_gap(int attempts, std::chrono::seconds interval);

// 6, 12 and 24 hours after the quarantine series began, then every 24 hours; always after `now`.
util::TimePoint next_quarantine_attempt(util::TimePoint series_began, util::TimePoint now);

// A job is disabled after four weeks in quarantine.
constexpr std::chrono::hours k_longest_quarantine{28 * 24};

struct EscrowCounts {
  std::int64_t objects = 0;  // tried
  std::int64_t failures = 0; // without those of references
  std::int64_t all_failures = 0;
};

// The quarantine reason, or empty while the failures are tolerable: always below 5,000; then more
// than 40 % or more than 40,000 failures, or 60,000 with those of references.
std::string_view escrow_quarantine_reason(const EscrowCounts& counts);

} // namespace lpaz::sandbox::engine
