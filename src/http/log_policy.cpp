#include "lpaz/http/log_policy.hpp"

#include <fmt/format.h>

namespace lpaz::http {

Result<HttpResponse> LogPolicy::send(HttpRequest& request, const NextPolicy& next)
{
  const auto start = m_clock.steady_now();
  auto result = next.send(request);
  const auto passed =
      std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steady_now() - start);
  const auto line = fmt::format("{} {}", method_name(request.method), m_sanitizer.url(request.url));
  if (!result) {
    m_log.detail(
        fmt::format("{}: no answer after {} ms: {}", line, passed.count(), result.error().message));
    return result;
  }
  m_log.detail(fmt::format("{}: {}, {} ms, {} bytes{}",
                           line,
                           result->status,
                           passed.count(),
                           result->body.size(),
                           m_sanitizer.headers(result->headers)));
  return result;
}

} // namespace lpaz::http
