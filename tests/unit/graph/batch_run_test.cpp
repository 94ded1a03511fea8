#include "graph/batch_run.hpp"
#include "support/graph_fixture.hpp"

#include "lpaz/util/interrupt.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using test::answer;
using test::batch_answer;
using test::error_body;
using test::GraphFixture;
using test::json;
using test::part;

namespace {

std::vector<graph::GraphRequest> gets(std::size_t count)
{
  std::vector<graph::GraphRequest> requests;
  for (std::size_t i = 0; i < count; ++i) {
    requests.push_back(graph::get_request("/x/" + std::to_string(i)));
  }
  return requests;
}

json throttled(std::string id, std::string seconds)
{
  return part(std::move(id),
              429,
              error_body("TooManyRequests", "slow down"),
              {{"Retry-After", std::move(seconds)}});
}

std::vector<std::string> urls(const json& parts)
{
  std::vector<std::string> result;
  for (const json& each : parts) {
    result.push_back(each.at("url"));
  }
  return result;
}

// "204" to every part of a batch of so many.
http::HttpResponse all_done(std::size_t count)
{
  json parts = json::array();
  for (std::size_t i = 1; i <= count; ++i) {
    parts.push_back(part(std::to_string(i), 204));
  }
  return batch_answer(parts);
}

} // namespace

TEST_CASE("A batch of nothing sends nothing")
{
  GraphFixture f;
  CHECK(f.client.send_batch({}).empty());
  CHECK(f.transport.requests().empty());
}

TEST_CASE("A batch is one POST to /$batch")
{
  GraphFixture f;
  f.transport.on(http::HttpMethod::post, "https://graph.example/v1.0/$batch", all_done(2));
  const auto results = f.client.send_batch(gets(2));
  REQUIRE(results.size() == 2);
  CHECK(results[0]);
  const auto& sent = f.transport.requests().at(0);
  CHECK(sent.headers.find("Content-Type") == "application/json");
  CHECK(sent.headers.find("Accept") == "application/json");
}

TEST_CASE("More than 20 requests travel in several batches and come back in their order")
{
  GraphFixture f;
  f.transport.next(all_done(20));
  f.transport.next(all_done(20));
  f.transport.next(batch_answer({part("1", 404, error_body("x", "gone"))}));
  const auto results = f.client.send_batch(gets(41));
  REQUIRE(results.size() == 41);
  CHECK(f.parts_sent(0).size() == 20);
  CHECK(f.parts_sent(1).size() == 20);
  CHECK(urls(f.parts_sent(2)) == std::vector<std::string>{"/x/40"});
  CHECK(results[39]);
  CHECK(results[40].error().kind == ErrorKind::not_found);
}

TEST_CASE("Each part has its own outcome: body, nothing, or error with its permission")
{
  GraphFixture f;
  f.transport.next(batch_answer({part("1", 200, {{"a", 1}}),
                                 part("2", 204),
                                 part("3", 403, error_body("Authorization_RequestDenied", "no"))}));
  auto requests = gets(3);
  requests[2].permission = "User.Read.All";
  const auto results = f.client.send_batch(requests);
  CHECK(*results[0] == json{{"a", 1}});
  CHECK(results[1]->is_null());
  CHECK(results[2].error().kind == ErrorKind::permission);
  CHECK(results[2].error().hint.find("User.Read.All") != std::string::npos);
}

TEST_CASE("Throttled parts alone are sent again, after the longest of their waits")
{
  GraphFixture f;
  f.transport.next(
      batch_answer({throttled("1", "3"), part("2", 204), throttled("3", "10"), part("4", 204)}));
  f.transport.next(batch_answer({part("2", 200, {{"three", 3}}), part("1", 200, {{"one", 1}})}));
  const auto results = f.client.send_batch(gets(4));
  REQUIRE(f.clock.sleeps().size() == 1);
  CHECK(f.clock.sleeps()[0] == 10s);
  CHECK(urls(f.parts_sent(1)) == std::vector<std::string>{"/x/0", "/x/2"});
  CHECK(*results[0] == json{{"one", 1}});
  CHECK(*results[2] == json{{"three", 3}});
  CHECK(results[1]);
  CHECK(results[3]);
}

TEST_CASE("A throttled part without a wish of its own waits longer from round to round")
{
  GraphFixture f;
  f.transport.next(batch_answer({part("1", 429)}));
  f.transport.next(batch_answer({part("1", 429)}));
  f.transport.next(all_done(1));
  CHECK(f.client.send_batch(gets(1))[0]);
  REQUIRE(f.clock.sleeps().size() == 2);
  CHECK(f.clock.sleeps()[0] >= 3s);
  CHECK(f.clock.sleeps()[1] > f.clock.sleeps()[0]);
}

TEST_CASE("A wish of no wait at all is not followed without any pause")
{
  GraphFixture f;
  f.transport.next(batch_answer({throttled("1", "0")}));
  f.transport.next(all_done(1));
  CHECK(f.client.send_batch(gets(1))[0]);
  REQUIRE(f.clock.sleeps().size() == 1);
  CHECK(f.clock.sleeps()[0] > 0s);
}

TEST_CASE("Throttled parts of several batches are sent again together")
{
  GraphFixture f;
  json first = json::array();
  for (int i = 1; i <= 20; ++i) {
    first.push_back(i == 20 ? throttled("20", "1") : part(std::to_string(i), 204));
  }
  f.transport.next(batch_answer(first));
  f.transport.next(batch_answer({throttled("1", "2"), part("2", 204)}));
  f.transport.next(all_done(2));
  const auto results = f.client.send_batch(gets(22));
  CHECK(urls(f.parts_sent(2)) == std::vector<std::string>{"/x/19", "/x/20"});
  CHECK(f.clock.sleeps() == std::vector<milliseconds>{2s});
  CHECK(results[19]);
  CHECK(results[20]);
}

TEST_CASE("A part that may be repeated is repeated after trouble of the service")
{
  for (const int status : {502, 503, 504}) {
    GraphFixture f;
    f.transport.next(batch_answer({part("1", status)}));
    f.transport.next(all_done(1));
    CHECK(f.client.send_batch(gets(1))[0]);
  }
}

TEST_CASE("A part whose outcome is unknown is never repeated unless it may be")
{
  for (const int status : {500, 502, 503, 504}) {
    GraphFixture f;
    f.transport.next(batch_answer({part("1", status), part("2", 204)}));
    const auto results =
        f.client.send_batch({graph::post_request("/groups", {}), graph::get_request("/x")});
    CHECK(results[0].error().kind == ErrorKind::unavailable);
    CHECK(results[0].error().http_status == status);
    CHECK(f.clock.sleeps().empty());
  }
}

TEST_CASE(
    "Even what must not be repeated is sent again when it was throttled, for nothing was done")
{
  GraphFixture f;
  f.transport.next(batch_answer({throttled("1", "1")}));
  f.transport.next(all_done(1));
  CHECK(f.client.send_batch({graph::post_request("/groups", {})})[0]);
}

TEST_CASE("A batch may be repeated as a whole only if each of its parts may")
{
  GraphFixture f;
  f.transport.next(all_done(2));
  f.transport.next(all_done(2));
  (void)f.client.send_batch(gets(2));
  (void)f.client.send_batch({graph::get_request("/x"), graph::post_request("/groups", {})});
  CHECK(f.transport.requests()[0].idempotent);
  CHECK_FALSE(f.transport.requests()[1].idempotent);
}

TEST_CASE("Throttled parts end as they are when the next wait would pass the time limit")
{
  GraphFixture f;
  f.transport.next(batch_answer({throttled("1", "100"), part("2", 204)}));
  f.transport.next(batch_answer({throttled("1", "100")}));
  const auto results = f.client.send_batch(gets(2));
  CHECK(f.clock.sleeps() == std::vector<milliseconds>{100s});
  CHECK(results[0].error().http_status == 429);
  CHECK(results[0].error().kind == ErrorKind::unavailable);
  CHECK(results[1]);
}

TEST_CASE("An interrupted wait ends the parts that wait, not those that are done")
{
  GraphFixture f;
  f.clock.interrupt_sleep(1);
  f.transport.next(batch_answer({throttled("1", "1"), part("2", 204)}));
  const auto results = f.client.send_batch(gets(2));
  CHECK(results[0].error().kind == ErrorKind::interrupted);
  CHECK(results[1]);
}

TEST_CASE("A part that is missing in the answer is not sent again")
{
  GraphFixture f;
  f.transport.next(batch_answer({part("2", 204)}));
  const auto results = f.client.send_batch(gets(2));
  CHECK(results[0].error().kind == ErrorKind::unavailable);
  CHECK(results[1]);
}

TEST_CASE("An error of the whole batch is the error of each of its parts")
{
  GraphFixture f;
  f.transport.next(test::json_answer(400, error_body("BadRequest", "malformed")));
  const auto results = f.client.send_batch(gets(3));
  REQUIRE(results.size() == 3);
  for (const auto& result : results) {
    CHECK(result.error().message == "malformed");
    CHECK(result.error().http_status == 400);
  }
}

TEST_CASE("An answer that is no batch is the error of each part")
{
  for (const std::string body : {"{}", "[]", "null", "\"x\""}) {
    GraphFixture f;
    f.transport.next(answer(200, body));
    for (const auto& result : f.client.send_batch(gets(2))) {
      CHECK_FALSE(result.has_value());
    }
  }
}

TEST_CASE("After an outer 424 with parts inside, the parts count")
{
  GraphFixture f;
  f.transport.next(
      test::json_answer(424, {{"responses", json::array({throttled("1", "1"), part("2", 204)})}}));
  f.transport.next(all_done(1));
  const auto results = f.client.send_batch(gets(2));
  CHECK(results[0]);
  CHECK(results[1]);
}

TEST_CASE("When the service is away, the batches that are left are not tried")
{
  GraphFixture f;
  f.transport.next(all_done(20));
  f.transport.next(Result<http::HttpResponse>(fail(ErrorKind::unavailable, "connection refused")));
  const auto results = f.client.send_batch(gets(60));
  CHECK(f.transport.requests().size() == 2);
  CHECK(results[19]);
  CHECK(results[20].error().message == "connection refused");
  CHECK(results[59].error().kind == ErrorKind::unavailable);
}

TEST_CASE("Once the user asked to stop, no further batch is sent")
{
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) { // the request to stop is never taken back, so it must not reach other tests
    util::Interrupt::install();
    ::raise(SIGINT);
    GraphFixture f;
    const auto results = f.client.send_batch(gets(41));
    const bool stopped = std::ranges::all_of(results, [](const auto& result) {
      return !result && result.error().kind == ErrorKind::interrupted;
    });
    ::_exit(results.size() == 41 && stopped && f.transport.requests().empty() ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("A part is not repeated for a 424")
{
  GraphFixture f;
  f.transport.next(batch_answer({throttled("1", "1"), part("2", 424)}));
  f.transport.next(all_done(1));
  const auto results = f.client.send_batch(gets(2));
  CHECK(urls(f.parts_sent(1)) == std::vector<std::string>{"/x/0"});
  CHECK(results[1].error().http_status == 424);
}
