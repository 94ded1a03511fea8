#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace lpaz::http {

// What to wait before retry number `attempt` (from 1). The service's own wish wins, but is never
// negative; else 3, 6, 12 … s, at most 180 s, plus `jitter` (0 to 1) seconds.
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
  // The same for a service that does not answer at all: no reason to keep a person waiting.
  std::chrono::milliseconds transport_time_limit = std::chrono::seconds(30);
  // A number from 0 to 1; random if not set.
  std::function<double()> jitter;
};

// Repeats after 429 always; after 502, 503, 504 and lost connections only what is idempotent; after
// a failure to connect always, since nothing was sent. A wait that would pass the time limit
// is not begun: the caller gets the last answer or error as it came.
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
