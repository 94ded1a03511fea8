#pragma once

#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace lpaz::http {

// A service's own time, as far as the Date headers of its answers tell (RFC 9110, Date): whole
// seconds, so that now() is late by up to one second and never early. Before the first answer it is
// this machine's. Spans and sleeping are this machine's always. For several threads.
class ServiceClock : public util::Clock {
public:
  // Borrows it.
  explicit ServiceClock(util::Clock& machine) : m_machine(machine) {}

  // The service said just now that it was `date`.
  void heard(util::TimePoint date);

  util::TimePoint now() const override;
  std::chrono::steady_clock::time_point steady_now() const override;
  Status sleep_for(std::chrono::milliseconds duration) override;

private:
  util::Clock& m_machine;
  std::atomic<std::int64_t> m_ahead{0}; // milliseconds that the service is ahead of this machine
};

// Listens to the dates of one service. Goes last: what it hears is said of the moment.
class ServiceTimePolicy : public HttpPolicy {
public:
  // Borrows it.
  explicit ServiceTimePolicy(ServiceClock& clock) : m_clock(clock) {}
  Result<HttpResponse> send(HttpRequest& request, const NextPolicy& next) override;

private:
  ServiceClock& m_clock;
};

} // namespace lpaz::http
