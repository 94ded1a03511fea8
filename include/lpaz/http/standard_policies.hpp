#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

#include <memory>
#include <vector>

namespace lpaz::http {

// RequestId, Telemetry, Retry, `authentication` (may be null), Log: the one place that knows the
// order. Clock and log outlive the policies.
std::vector<std::unique_ptr<HttpPolicy>>
standard_policies(const RetryOptions& retry,
                  std::unique_ptr<HttpPolicy> authentication,
                  util::Clock& clock,
                  util::Log& log);

} // namespace lpaz::http
