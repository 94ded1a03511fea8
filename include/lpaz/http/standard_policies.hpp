#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/http/retry_policy.hpp"
#include "lpaz/http/service_clock.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

#include <memory>
#include <vector>

namespace lpaz::http {

// RequestId, Telemetry, Retry, `authentication` (may be null), Log, ServiceTime for `service_clock`
// (may be null): the one place that knows the order. Clocks and log outlive the policies.
std::vector<std::unique_ptr<HttpPolicy>>
standard_policies(const RetryOptions& retry,
                  std::unique_ptr<HttpPolicy> authentication,
                  util::Clock& clock,
                  util::Log& log,
                  ServiceClock* service_clock = nullptr);

} // namespace lpaz::http
