#include "lpaz/http/standard_policies.hpp"

#include "lpaz/http/log_policy.hpp"
#include "lpaz/http/request_id_policy.hpp"
#include "lpaz/http/telemetry_policy.hpp"

#include <utility>

namespace lpaz::http {

std::vector<std::unique_ptr<HttpPolicy>>
standard_policies(const RetryOptions& retry,
                  std::unique_ptr<HttpPolicy> authentication,
                  util::Clock& clock,
                  util::Log& log,
                  ServiceClock* service_clock)
{
  std::vector<std::unique_ptr<HttpPolicy>> policies;
  policies.push_back(std::make_unique<RequestIdPolicy>());
  policies.push_back(std::make_unique<TelemetryPolicy>());
  policies.push_back(std::make_unique<RetryPolicy>(retry, clock, log));
  if (authentication) {
    policies.push_back(std::move(authentication));
  }
  policies.push_back(std::make_unique<LogPolicy>(log, clock));
  if (service_clock != nullptr) {
    policies.push_back(std::make_unique<ServiceTimePolicy>(*service_clock));
  }
  return policies;
}

} // namespace lpaz::http
