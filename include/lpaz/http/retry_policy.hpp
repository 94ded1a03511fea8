#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace lpaz::http {

// How long to wait before retry number `attempt` (from 1). The service's own Retry-After takes
// precedence and is never negative; otherwise 3, 6, 12 … s, at most 180 s, plus `jitter` (0 to 1)
// seconds.
std::chrono::milliseconds
retry_delay(int attempt, std::optional<std::chrono::milliseconds> retry_after, double jitter);

// The value of a Retry-After header: seconds, fractions rounded up to the millisecond, or an HTTP
// date relative to `now`. Never negative, at most a day; nothing if it is neither.
std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view value,
                                                           util::TimePoint now);

// Retry-After of an answer. Dates count from its own Date header, so that a wrong local clock does
// no harm, else from `now`.
std::optional<std::chrono::milliseconds> retry_after_of(const Headers& headers,
                                                        util::TimePoint now);

struct RetryOptions {
  // For all tries and waits of one call. There is no limit to the number of tries.
  std::chrono::milliseconds time_limit = std::chrono::seconds(180);
  // The same for a service that does not answer at all, so that nobody is kept waiting for long.
  std::chrono::milliseconds transport_time_limit = std::chrono::seconds(30);
  // A number from 0 to 1; random if not set.
  std::function<double()> jitter;
};

// Always repeats after 429, and after a failure to connect, because nothing was sent; after 502,
// 503, 504 and lost connections it repeats only idempotent requests. It does not start a wait that
// would exceed the time limit: the caller gets the last answer or error unchanged.
class RetryPolicy : public HttpPolicy {
public:
  RetryPolicy(RetryOptions options, util::Clock& clock, util::Log& log);
  Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) override;

private:
  Result<HttpResponse> give_up(Result<HttpResponse> result, int tries);

  RetryOptions m_options;
  util::Clock& m_clock;
  util::Log& m_log;
};

} // namespace lpaz::http
