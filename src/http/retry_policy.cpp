#include "lpaz/http/retry_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>

namespace lpaz::http {
namespace {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

double random_jitter()
{
  thread_local std::mt19937 engine{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

bool may_repeat(const Result<HttpResponse>& result, const HttpRequest& request)
{
  if (!result) {
    const auto& error = result.error();
    return error.kind == ErrorKind::unavailable &&
           (error.code == k_code_connect || (error.code == k_code_transfer && request.idempotent));
  }
  const int status = result->status;
  return status == 429 || (request.idempotent && (status == 502 || status == 503 || status == 504));
}

milliseconds span(SteadyTime from, SteadyTime to)
{
  return std::chrono::duration_cast<milliseconds>(to - from);
}

std::string outcome(const Result<HttpResponse>& result)
{
  return result ? fmt::format("status {}", result->status) : result.error().message;
}

} // namespace

RetryPolicy::RetryPolicy(RetryOptions options, util::Clock& clock, util::Log& log)
    : m_options(std::move(options)), m_clock(clock), m_log(log)
{
  if (!m_options.jitter) {
    m_options.jitter = random_jitter;
  }
}

Result<HttpResponse> RetryPolicy::send(HttpRequest& request, const NextPolicy& next)
{
  const auto start = m_clock.steady_now();
  std::optional<SteadyTime> silent_since;
  for (int attempt = 1;; ++attempt) {
    auto result = next.send(request);
    if (!may_repeat(result, request)) {
      return result;
    }
    const auto now = m_clock.steady_now();
    silent_since = result ? std::nullopt : std::optional(silent_since.value_or(now));
    const auto retry_after =
        result ? retry_after_of(result->headers, m_clock.now()) : result.error().retry_after;
    const auto delay = retry_delay(attempt, retry_after, m_options.jitter());
    const bool too_long =
        span(start, now) + delay > m_options.time_limit ||
        (silent_since && span(*silent_since, now) + delay > m_options.transport_time_limit);
    if (too_long) {
      return give_up(std::move(result), attempt);
    }
    m_log.detail(
        fmt::format("{}: waiting {} ms before the next try", outcome(result), delay.count()));
    LPAZ_CHECK(m_clock.sleep_for(delay));
    request.headers.set("Retry-Attempt", std::to_string(attempt));
    request.fresh_connection = result && result->status == 503;
  }
}

Result<HttpResponse> RetryPolicy::give_up(Result<HttpResponse> result, int tries)
{
  m_log.detail(fmt::format(
      "{}: gave up after {}: the next try would exceed the time limit", outcome(result), tries));
  if (!result && tries > 1) {
    result.error().message += fmt::format(" (gave up after {} tries)", tries);
  }
  return result;
}

} // namespace lpaz::http
