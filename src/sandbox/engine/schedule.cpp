#include "sandbox/engine/schedule.hpp"

#include <algorithm>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::chrono::hours k_day{24};
constexpr int k_most_doublings = 16;

} // namespace

std::chrono::seconds escrow_gap(int attempts, std::chrono::seconds interval)
{
  const int doublings = std::clamp(attempts - 1, 0, k_most_doublings);
  return std::min<std::chrono::seconds>(interval * (1LL << doublings), k_day);
}

util::TimePoint next_quarantine_attempt(util::TimePoint series_began, util::TimePoint now)
{
  for (const std::chrono::hours after : {std::chrono::hours(6), std::chrono::hours(12)}) {
    if (series_began + after > now) {
      return series_began + after;
    }
  }
  const auto days = std::max<std::chrono::hours::rep>((now - series_began) / k_day + 1, 1);
  return series_began + days * k_day;
}

std::string_view escrow_quarantine_reason(const EscrowCounts& counts)
{
  constexpr std::int64_t k_evaluated_from = 5'000;
  constexpr std::int64_t k_base = 40'000;
  constexpr std::int64_t k_total = 60'000;
  if (counts.all_failures >= k_total) {
    return "EncounteredTotalEscrowThreshold";
  }
  if (counts.failures > k_base) {
    return "EncounteredBaseEscrowThreshold";
  }
  if (counts.failures >= k_evaluated_from && counts.failures * 100 > counts.objects * 40) {
    return "EncounteredEscrowProportionThreshold";
  }
  return {};
}

} // namespace lpaz::sandbox::engine
