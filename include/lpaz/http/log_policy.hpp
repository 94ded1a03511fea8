#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/http/sanitizer.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"

namespace lpaz::http {

// Writes one Log::detail line per try: method, URL, status, time, size, request id. It never shows
// any part of a body.
class LogPolicy : public HttpPolicy {
public:
  LogPolicy(util::Log& log, util::Clock& clock) : m_log(log), m_clock(clock) {}
  Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) override;

private:
  util::Log& m_log;
  util::Clock& m_clock;
  HttpSanitizer m_sanitizer;
};

} // namespace lpaz::http
