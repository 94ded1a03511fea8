#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

namespace lpaz::sandbox::server {

// The service's quotas of one app in one tenant (graph.md section 3.4).
enum class Quota { resource_units, writes, reports, provision_on_demand };
inline constexpr std::size_t k_quotas = 4;

// What a call takes from each.
using Cost = std::array<int, k_quotas>;

struct ThrottleOrder {
  bool refuses = false; // else calls are counted only
  double writes = 3000; // in so many seconds
  double seconds = 150;
};

// Reads "off", "on" or "WRITES/SECONDS", a write quota other than the service's. Fails with
// ErrorKind::usage.
Result<ThrottleOrder> parse_throttle(std::string_view text);

struct ThrottleVerdict {
  bool granted = true;
  std::chrono::seconds retry_after{0}; // of a refused call; at least 1
  double usage = 0;                    // of the fullest quota: 0 unused, 1 used up, at most 1.8
  Quota quota = Quota::resource_units; // the one that refused
};

// Token buckets on the tenant's calendar. May be used from many threads.
class Throttle {
public:
  explicit Throttle(const ThrottleOrder& order = {});

  // Fills all buckets and forgets the counts.
  void set(const ThrottleOrder& order);
  // Grants the call if every bucket holds what it costs. A refused call still counts against
  // the quotas. `users` is the size of the tenant.
  ThrottleVerdict charge(const Cost& cost, std::size_t users, util::TimePoint now);
  // The counts of each quota since set(), and what the service would have permitted in that time.
  util::OrderedJson to_json() const;

private:
  struct Bucket {
    double capacity = 0;
    double per_second = 0;
    double level = 0;
    std::int64_t granted_calls = 0;
    std::int64_t refused_calls = 0;
    std::int64_t granted_units = 0;
    std::optional<util::TimePoint> first;
    util::TimePoint last; // the last time that the level was brought up to date
  };

  static void refill(Bucket& bucket, util::TimePoint now);
  void count(const Cost& cost, const ThrottleVerdict& verdict);

  mutable std::mutex m_mutex;
  ThrottleOrder m_order;
  std::array<Bucket, k_quotas> m_buckets;
  std::int64_t m_granted = 0;
  std::int64_t m_refused = 0;
};

} // namespace lpaz::sandbox::server
