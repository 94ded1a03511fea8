#include "sandbox/server/throttle.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace lpaz::sandbox::server {
namespace {

constexpr std::array<std::string_view, k_quotas> k_names{
    "resourceUnits", "writes", "reports", "provisionOnDemand"};

// How far refused calls can push a bucket below zero; the service shows up to 1.8.
constexpr double k_deepest_debt = 0.8;

constexpr double k_unit_seconds = 10;
constexpr double k_small_tenant = 3500;  // fewer than 50 users
constexpr double k_medium_tenant = 5000; // 50 to 500
constexpr double k_large_tenant = 8000;
constexpr double k_reports = 5;
constexpr double k_reports_seconds = 10;

double resource_units_for(std::size_t users)
{
  if (users < 50) {
    return k_small_tenant;
  }
  return users <= 500 ? k_medium_tenant : k_large_tenant;
}

std::optional<long long> positive(std::string_view text)
{
  constexpr long long k_largest = 1'000'000'000;
  const auto number = util::parse_integer(text);
  return number && *number > 0 && *number <= k_largest ? number : std::nullopt;
}

double seconds_between(util::TimePoint from, util::TimePoint to)
{
  return std::chrono::duration<double>(to - from).count();
}

} // namespace

Result<ThrottleOrder> parse_throttle(std::string_view text)
{
  ThrottleOrder order;
  order.refuses = text != "off";
  if (text == "off" || text == "on") {
    return order;
  }
  const auto slash = text.find('/');
  const auto writes = positive(text.substr(0, slash));
  const auto seconds = slash == text.npos ? std::nullopt : positive(text.substr(slash + 1));
  if (!writes || !seconds) {
    return fail(ErrorKind::usage,
                "a throttle is off, on, or a write quota such as 3000/150 (writes/seconds)");
  }
  order.writes = static_cast<double>(*writes);
  order.seconds = static_cast<double>(*seconds);
  return order;
}

Throttle::Throttle(const ThrottleOrder& order)
{
  set(order);
}

void Throttle::set(const ThrottleOrder& order)
{
  const auto full = [](double capacity, double seconds) {
    Bucket bucket;
    bucket.capacity = bucket.level = capacity;
    bucket.per_second = capacity / seconds;
    return bucket;
  };
  const std::lock_guard lock(m_mutex);
  m_order = order;
  m_buckets = {full(k_small_tenant, k_unit_seconds),
               full(order.writes, order.seconds),
               full(k_reports, k_reports_seconds),
               full(k_reports, k_reports_seconds)};
  m_granted = m_refused = 0;
}

void Throttle::refill(Bucket& bucket, util::TimePoint now)
{
  if (!bucket.first) {
    bucket.first = now;
  } else if (now > bucket.last) { // the calendar may have been set back
    bucket.level = std::min(bucket.capacity,
                            bucket.level + seconds_between(bucket.last, now) * bucket.per_second);
  }
  bucket.last = now;
}

void Throttle::count(const Cost& cost, const ThrottleVerdict& verdict)
{
  (verdict.granted ? m_granted : m_refused) += 1;
  for (std::size_t i = 0; i < k_quotas; ++i) {
    if (cost[i] > 0) {
      (verdict.granted ? m_buckets[i].granted_calls : m_buckets[i].refused_calls) += 1;
      m_buckets[i].granted_units += verdict.granted ? cost[i] : 0;
    }
  }
}

ThrottleVerdict Throttle::charge(const Cost& cost, std::size_t users, util::TimePoint now)
{
  ThrottleVerdict verdict;
  const std::lock_guard lock(m_mutex);
  Bucket& units = m_buckets[static_cast<std::size_t>(Quota::resource_units)];
  if (const double capacity = resource_units_for(users); capacity != units.capacity) {
    units.level += capacity - units.capacity;
    units.capacity = capacity;
    units.per_second = capacity / k_unit_seconds;
  }
  double wait = 0;
  for (std::size_t i = 0; i < k_quotas; ++i) {
    if (cost[i] == 0) {
      continue;
    }
    Bucket& bucket = m_buckets[i];
    refill(bucket, now);
    const double price = cost[i];
    const bool covered = !m_order.refuses || bucket.level >= price;
    if (m_order.refuses) {
      bucket.level = std::max(bucket.level - price, -k_deepest_debt * bucket.capacity);
      verdict.usage = std::max(verdict.usage, 1 - bucket.level / bucket.capacity);
    }
    if (!covered && (price - bucket.level) / bucket.per_second > wait) {
      verdict.granted = false;
      verdict.quota = static_cast<Quota>(i);
      wait = (price - bucket.level) / bucket.per_second;
    }
  }
  // A thousandth of tolerance: the level is a sum of fractions.
  verdict.retry_after = std::chrono::seconds(
      verdict.granted ? 0 : std::max(1LL, std::llround(std::ceil(wait - 0.001))));
  count(cost, verdict);
  return verdict;
}

util::OrderedJson Throttle::to_json() const
{
  const std::lock_guard lock(m_mutex);
  util::OrderedJson json = {{"refuses", m_order.refuses},
                            {"granted", m_granted},
                            {"refused", m_refused},
                            {"quotas", util::OrderedJson::object()}};
  for (std::size_t i = 0; i < k_quotas; ++i) {
    const Bucket& bucket = m_buckets[i];
    const double span = bucket.first ? seconds_between(*bucket.first, bucket.last) : 0;
    json["quotas"][std::string(k_names[i])] = {
        {"capacity", bucket.capacity},
        {"perSecond", bucket.per_second},
        {"granted", bucket.granted_calls},
        {"refused", bucket.refused_calls},
        {"grantedUnits", bucket.granted_units},
        {"seconds", span},
        {"permittedUnits", bucket.capacity + span * bucket.per_second}};
  }
  return json;
}

} // namespace lpaz::sandbox::server
