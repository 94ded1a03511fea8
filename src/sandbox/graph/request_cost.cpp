#include "sandbox/graph/request_cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Quota;

// Calls that cost more than one resource unit. A pattern stands for its casts, too.
struct Price {
  std::string_view method;
  std::string_view pattern;
  int resource_units;
};

constexpr std::array k_prices{
    Price{"GET", "users", 2},
    Price{"GET", "applications", 2},
    Price{"GET", "groups/{}/members", 3},
    Price{"GET", "groups/{}/transitiveMembers", 5},
    Price{"GET", "users/{}/memberOf", 2},
    Price{"GET", "users/{}/transitiveMemberOf", 2},
    Price{"GET", "servicePrincipals/{}/appRoleAssignments", 2},
    Price{"GET", "subscribedSkus", 3},
    Price{"POST", "directoryObjects/getByIds", 3},
    Price{"POST", "users/{}/checkMemberGroups", 4},
};

constexpr std::size_t k_small_page = 20;
constexpr double k_warning_usage = 0.795; // is shown as 0.80

std::string_view without_cast(std::string_view pattern)
{
  constexpr std::string_view k_cast = "s/{}"; // of a relation, whose name is a plural
  const bool relation = pattern.find("/{}/") != pattern.npos;
  if (relation && (pattern.ends_with(k_cast) || pattern.ends_with("memberOf/{}") ||
                   pattern.ends_with("MemberOf/{}"))) {
    pattern.remove_suffix(3);
  }
  return pattern;
}

int resource_units_of(const Route& route, const QueryOptions& query)
{
  const std::string_view pattern = without_cast(route.pattern);
  const auto* price = std::ranges::find_if(k_prices, [&](const Price& each) {
    return each.method == route.method && each.pattern == pattern;
  });
  int units = price == k_prices.end() ? 1 : price->resource_units;
  units -= query.select.empty() ? 0 : 1;
  units += query.expand.empty() ? 0 : 1;
  units -= query.top && *query.top < k_small_page ? 1 : 0;
  return std::max(units, 1);
}

bool is_write(const Route& route)
{
  return route.method != "GET" && !route.pattern.ends_with("/checkMemberGroups") &&
         !route.pattern.ends_with("/getByIds");
}

} // namespace

server::Cost cost_of(const Route& route, const QueryOptions& query)
{
  server::Cost cost{};
  const auto take = [&](Quota quota, int units) { cost[static_cast<std::size_t>(quota)] = units; };
  if (route.pattern.starts_with("auditLogs/")) {
    take(Quota::reports, 1);
  } else if (route.pattern.find("/synchronization/") != route.pattern.npos) {
    take(Quota::provision_on_demand, route.pattern.ends_with("/provisionOnDemand") ? 1 : 0);
  } else {
    take(Quota::resource_units, resource_units_of(route, query));
    take(Quota::writes, is_write(route) ? 1 : 0);
  }
  return cost;
}

void add_throttle_headers(server::Headers& headers,
                          const server::Cost& cost,
                          const server::ThrottleVerdict& verdict,
                          const Call& call)
{
  if (const int units = cost[static_cast<std::size_t>(Quota::resource_units)]; units > 0) {
    headers.emplace("x-ms-resource-unit", std::to_string(units));
  }
  if (verdict.usage >= k_warning_usage) {
    headers.emplace("x-ms-throttle-limit-percentage", fmt::format("{:.2f}", verdict.usage));
  }
  if (!verdict.granted) {
    headers.emplace("Retry-After", std::to_string(verdict.retry_after.count()));
    if (verdict.quota == Quota::writes || verdict.quota == Quota::resource_units) {
      headers.emplace("x-ms-throttle-information",
                      verdict.quota == Quota::writes ? "WriteLimitExceeded"
                                                     : "ResourceUnitLimitExceeded");
    }
    headers.emplace("x-ms-throttle-scope",
                    fmt::format("Tenant_Application/{}/{}/{}",
                                call.request.method == "GET" ? "Read" : "ReadWrite",
                                call.tenant().identity().client_id.text(),
                                call.tenant().identity().tenant_id.text()));
  }
}

} // namespace lpaz::sandbox::graph
