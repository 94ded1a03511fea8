#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_transport.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/log_policy.hpp"
#include "lpaz/http/standard_policies.hpp"
#include "lpaz/util/uuid.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

using namespace lpaz;
using namespace std::chrono_literals;
using http::HttpMethod;
using test::answer;

namespace {

// Stands where BearerTokenPolicy will stand.
class CountingPolicy : public http::HttpPolicy {
public:
  explicit CountingPolicy(int& count) : m_count(count) {}
  Result<http::HttpResponse> send(http::HttpRequest& request, const http::NextPolicy& next) override
  {
    ++m_count;
    return next.send(request);
  }

private:
  int& m_count;
};

struct PoliciesFixture {
  test::FakeTransport transport;
  test::FakeClock clock;
  test::FakeLog log;
  int authentications = 0;
  http::HttpPipeline pipeline{
      http::standard_policies({}, std::make_unique<CountingPolicy>(authentications), clock, log),
      transport};
};

} // namespace

TEST_CASE_FIXTURE(PoliciesFixture, "a logical call keeps its client-request-id over all tries")
{
  transport.next(answer(429, "", {{"Retry-After", "1"}}));
  transport.next(answer(200));
  transport.next(answer(200));
  REQUIRE(pipeline.send(http::make_request(HttpMethod::get, test::url_of("https://g.example/a"))));
  REQUIRE(pipeline.send(http::make_request(HttpMethod::get, test::url_of("https://g.example/b"))));
  const auto id = [&](std::size_t i) {
    return std::string(transport.requests()[i].headers.find("client-request-id").value_or(""));
  };
  CHECK(util::is_uuid(id(0)));
  CHECK(id(0) == id(1));
  CHECK(id(0) != id(2));
}

TEST_CASE_FIXTURE(PoliciesFixture, "every request names lpaz and its version as the user agent")
{
  transport.next(answer(200));
  REQUIRE(pipeline.send(http::make_request(HttpMethod::get, test::url_of("https://g.example/a"))));
  const auto agent = transport.requests()[0].headers.find("User-Agent").value_or("");
  CHECK(agent.starts_with("lpaz/"));
  CHECK(agent.find('.') != std::string_view::npos);
  CHECK(agent.ends_with(")"));
}

TEST_CASE_FIXTURE(PoliciesFixture, "authentication and log run once for each try")
{
  transport.next(answer(503, "", {{"Retry-After", "1"}}));
  transport.next(answer(200));
  REQUIRE(pipeline.send(http::make_request(HttpMethod::get, test::url_of("https://g.example/a"))));
  CHECK(authentications == 2);
  REQUIRE(log.details().size() == 3); // try, wait, try
  CHECK(log.details()[0].find(": 503,") != std::string::npos);
  CHECK(log.details()[1].find("waiting 1000 ms") != std::string::npos);
  CHECK(log.details()[2].find(": 200,") != std::string::npos);
}

TEST_CASE("LogPolicy writes one line without body, secrets and hidden query values")
{
  test::FakeTransport transport;
  test::FakeClock clock;
  test::FakeLog log;
  std::vector<std::unique_ptr<http::HttpPolicy>> policies;
  policies.push_back(std::make_unique<http::LogPolicy>(log, clock));
  http::HttpPipeline pipeline(std::move(policies), transport);
  transport.at_each_request([&](const auto&) { clock.advance(120ms); });
  auto request = http::make_json_request(
      HttpMethod::post, test::url_of("https://g.example/a?$filter=name"), "body-in");
  request.headers.set("Authorization", "Bearer token");

  SUBCASE("for an answer")
  {
    transport.next(answer(200, "body-out", {{"request-id", "r1"}}));
    REQUIRE(pipeline.send(request));
    REQUIRE(log.details().size() == 1);
    CHECK(log.details()[0] ==
          "POST https://g.example/a?$filter=***: 200, 120 ms, 8 bytes request-id=r1");
  }
  SUBCASE("for no answer")
  {
    transport.next(fail(ErrorKind::unavailable, "cannot connect"));
    REQUIRE_FALSE(pipeline.send(request));
    REQUIRE(log.details().size() == 1);
    CHECK(log.details()[0] ==
          "POST https://g.example/a?$filter=***: no answer after 120 ms: cannot connect");
  }
}
