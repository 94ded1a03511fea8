#include "support/fake_clock.hpp"
#include "support/fake_transport.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/service_clock.hpp"
#include "lpaz/util/time.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using test::answer;

namespace {

struct ServiceClockFixture {
  test::FakeClock machine;
  http::ServiceClock service{machine};
  test::FakeTransport transport;

  void hear(std::string date)
  {
    http::HttpResponse response;
    response.status = 200;
    response.headers.set("Date", date);
    transport.next(std::move(response));
    std::vector<std::unique_ptr<http::HttpPolicy>> policies;
    policies.push_back(std::make_unique<http::ServiceTimePolicy>(service));
    http::HttpPipeline pipeline(std::move(policies), transport);
    CHECK(pipeline.send(
        http::make_request(http::HttpMethod::get, test::url_of("https://g.example/x"))));
  }
};

} // namespace

TEST_CASE_FIXTURE(ServiceClockFixture, "before the first answer the time is this machine's")
{
  CHECK(service.now() == machine.now());
  CHECK(service.steady_now() == machine.steady_now());
}

TEST_CASE_FIXTURE(ServiceClockFixture, "the Date of an answer tells the service's time")
{
  for (const auto ahead : {-600s, -1s, 0s, 120s}) {
    const auto date = machine.now() + ahead;
    hear(util::format_http_date(date));
    CHECK(service.now() == date);
    machine.advance(5s);
    CHECK(service.now() == date + 5s);
    CHECK(service.steady_now() == machine.steady_now());
  }
}

TEST_CASE_FIXTURE(ServiceClockFixture,
                  "the service's time is never early, and at most a second late")
{
  const auto service_time = [this] { return machine.now() + 90s + 700ms; };
  for (int i = 0; i < 40; ++i) {
    hear(util::format_http_date(std::chrono::floor<std::chrono::seconds>(service_time())));
    CHECK(service.now() <= service_time());
    CHECK(service.now() > service_time() - 1s);
    machine.advance(130ms);
  }
  CHECK(service.now() >= service_time() - 150ms); // read at the turn of a second
}

TEST_CASE_FIXTURE(ServiceClockFixture,
                  "a machine whose clock is set is believed again at the next answer")
{
  hear(util::format_http_date(machine.now() + 60s));
  hear(util::format_http_date(machine.now() - 60s));
  CHECK(service.now() == machine.now() - 60s);
}

TEST_CASE_FIXTURE(ServiceClockFixture,
                  "an answer without a date, or with none that can be read, tells nothing")
{
  hear(util::format_http_date(machine.now() + 60s));
  hear("yesterday");
  CHECK(service.now() == machine.now() + 60s);
}

TEST_CASE("a date in the form of HTTP is read as it was written")
{
  const auto time = util::TimePoint(std::chrono::seconds(1767323045));
  CHECK(util::format_http_date(time) == "Fri, 02 Jan 2026 03:04:05 GMT");
  CHECK(util::parse_http_date(util::format_http_date(time)) == time);
}
