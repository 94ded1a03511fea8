#include "lpaz/http/service_clock.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

namespace lpaz::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_second{1'000};

} // namespace

// The service's time was somewhere in that second. What is known already stays if it fits: it came
// from a date that was read nearer to the turn of a second.
void ServiceClock::heard(util::TimePoint date)
{
  const auto least = std::chrono::ceil<milliseconds>(date - m_machine.now());
  const milliseconds known(m_ahead.load());
  if (known < least || known >= least + k_second) {
    m_ahead.store(least.count());
  }
}

util::TimePoint ServiceClock::now() const
{
  return m_machine.now() + milliseconds(m_ahead.load());
}

std::chrono::steady_clock::time_point ServiceClock::steady_now() const
{
  return m_machine.steady_now();
}

Status ServiceClock::sleep_for(milliseconds duration)
{
  return m_machine.sleep_for(duration);
}

Result<HttpResponse> ServiceTimePolicy::send(HttpRequest& request, const NextPolicy& next)
{
  auto response = next.send(request);
  if (response) {
    if (const auto text = response->headers.find("Date")) {
      if (const auto date = util::parse_http_date(util::trim(*text))) {
        m_clock.heard(*date);
      }
    }
  }
  return response;
}

} // namespace lpaz::http
