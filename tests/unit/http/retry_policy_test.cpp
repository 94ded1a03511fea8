#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/fake_transport.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/retry_policy.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using http::HttpMethod;
using std::chrono::milliseconds;
using test::answer;

namespace {

struct RetryPolicyFixture {
  test::FakeTransport transport;
  test::FakeClock clock;
  test::FakeLog log;
  http::RetryOptions options;

  RetryPolicyFixture()
  {
    options.jitter = [] { return 0.0; };
  }

  Result<http::HttpResponse> send(HttpMethod method)
  {
    std::vector<std::unique_ptr<http::HttpPolicy>> policies;
    policies.push_back(std::make_unique<http::RetryPolicy>(options, clock, log));
    http::HttpPipeline pipeline(std::move(policies), transport);
    return pipeline.send(http::make_request(method, test::url_of("https://g.example/x")));
  }
};

Error transport_failure(std::string_view code)
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.code = code;
  error.message = "no answer";
  return error;
}

} // namespace

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy repeats any request after a 429 and honours Retry-After")
{
  transport.next(answer(429, "", {{"Retry-After", "17"}}));
  transport.next(answer(204));
  const auto result = send(HttpMethod::post);
  REQUIRE(result);
  CHECK(result->status == 204);
  CHECK(clock.sleeps() == std::vector<milliseconds>{17s});
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy repeats an idempotent request after 502, 503 and 504")
{
  for (const int status : {502, 503, 504}) {
    transport.next(answer(status));
    transport.next(answer(200));
    const auto result = send(HttpMethod::get);
    REQUIRE(result);
    CHECK(result->status == 200);
  }
  CHECK(clock.sleeps() == std::vector<milliseconds>{3s, 3s, 3s});
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy never repeats a non-idempotent request after a 503")
{
  for (const int status : {502, 503, 504}) {
    transport.next(answer(status, "", {{"Retry-After", "1"}}));
    const auto result = send(HttpMethod::post);
    REQUIRE(result);
    CHECK(result->status == status);
  }
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy leaves every other status alone")
{
  for (const int status : {200, 204, 301, 400, 401, 403, 404, 409, 500, 501}) {
    transport.next(answer(status, "", {{"Retry-After", "1"}}));
    const auto result = send(HttpMethod::get);
    REQUIRE(result);
    CHECK(result->status == status);
  }
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy repeats whatever was certainly never sent")
{
  transport.next(fail(transport_failure(http::k_code_connect)));
  transport.next(answer(201));
  const auto result = send(HttpMethod::post);
  REQUIRE(result);
  CHECK(result->status == 201);
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy repeats a cut transfer only if that can do no harm")
{
  transport.next(fail(transport_failure(http::k_code_transfer)));
  SUBCASE("a GET again")
  {
    transport.next(answer(200));
    CHECK(send(HttpMethod::get));
  }
  SUBCASE("a POST never")
  {
    const auto result = send(HttpMethod::post);
    REQUIRE_FALSE(result);
    CHECK(result.error().message == "no answer");
    CHECK(clock.sleeps().empty());
  }
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy does not repeat what another try cannot cure")
{
  for (const auto kind : {ErrorKind::failed, ErrorKind::usage, ErrorKind::interrupted}) {
    auto error = transport_failure(http::k_code_connect);
    error.kind = kind;
    transport.next(fail(error));
    CHECK_FALSE(send(HttpMethod::get));
  }
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy takes no failure of the sign-in for one of its own request")
{
  transport.next(fail(transport_failure("token_endpoint")));
  CHECK_FALSE(send(HttpMethod::get));
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy is limited by time, not by a number of tries")
{
  options.time_limit = 100s;
  for (int i = 0; i < 51; ++i) {
    transport.next(answer(429, "busy", {{"Retry-After", "2"}}));
  }
  const auto result = send(HttpMethod::get);
  REQUIRE(result);
  CHECK(result->status == 429);
  CHECK(result->body == "busy");
  CHECK(clock.sleeps().size() == 50);
  CHECK(log.details().back().find("gave up after 51") != std::string::npos);
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy does not begin a wait that would pass the time limit")
{
  transport.next(answer(429, "", {{"Retry-After", "99999999"}}));
  const auto result = send(HttpMethod::get);
  REQUIRE(result);
  CHECK(result->status == 429);
  CHECK(clock.sleeps().empty());
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy counts the time of the tries themselves")
{
  options.time_limit = 60s;
  transport.at_each_request([this](const auto&) { clock.advance(50s); });
  transport.next(answer(503));
  transport.next(answer(503));
  REQUIRE(send(HttpMethod::get));
  CHECK(clock.sleeps() == std::vector<milliseconds>{3s});
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy gives up a service that does not answer at all after 30 s")
{
  for (int i = 0; i < 4; ++i) {
    transport.next(fail(transport_failure(http::k_code_connect)));
  }
  const auto result = send(HttpMethod::get);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::unavailable);
  CHECK(result.error().message == "no answer (gave up after 4 tries)");
  CHECK(clock.sleeps() == std::vector<milliseconds>{3s, 6s, 12s});
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy does not count a time of throttling as silence")
{
  transport.next(answer(429, "", {{"Retry-After", "100"}}));
  transport.next(fail(transport_failure(http::k_code_connect)));
  transport.next(answer(200));
  const auto result = send(HttpMethod::get);
  REQUIRE(result);
  CHECK(result->status == 200);
}

TEST_CASE_FIXTURE(RetryPolicyFixture,
                  "RetryPolicy numbers the repeats and leaves the connection after a 503")
{
  transport.next(answer(503));
  transport.next(answer(429));
  transport.next(answer(200));
  REQUIRE(send(HttpMethod::get));
  const auto& requests = transport.requests();
  CHECK_FALSE(requests[0].headers.find("Retry-Attempt").has_value());
  CHECK(requests[1].headers.find("Retry-Attempt") == "1");
  CHECK(requests[2].headers.find("Retry-Attempt") == "2");
  CHECK(requests[1].fresh_connection);
  CHECK_FALSE(requests[2].fresh_connection);
}

TEST_CASE_FIXTURE(RetryPolicyFixture, "RetryPolicy ends at once when the user asks to stop")
{
  clock.interrupt_sleep(1);
  transport.next(answer(429));
  const auto result = send(HttpMethod::get);
  REQUIRE_FALSE(result);
  CHECK(result.error().kind == ErrorKind::interrupted);
}
