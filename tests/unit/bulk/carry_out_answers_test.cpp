#include "fake_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;
using test::FakeDirectory;
using test::FakeDirectoryFixture;
using test::words_of;

namespace {

using Words = std::vector<std::string>;

std::size_t times_sent(const FakeDirectory& directory, const std::string& part)
{
  std::size_t times = 0;
  for (const auto& batch : directory.batches()) {
    times += static_cast<std::size_t>(std::ranges::count(batch, part));
  }
  return times;
}

Result<http::HttpResponse> cut()
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.code = "transfer";
  error.message = "the connection was cut";
  return fail(error);
}

} // namespace

TEST_CASE("A throttled part goes again after its own Retry-After, with a look first")
{
  FakeDirectoryFixture f;
  f.directory.trouble("block 1", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(f.blocks(3))) == Words{"done", "done", "done"});
  CHECK(f.directory.count("block 1") == 1);
  CHECK(times_sent(f.directory, "block 1") == 2);
  CHECK(times_sent(f.directory, "look 1") == 1);
  CHECK(times_sent(f.directory, "block 0") == 1);
  CHECK(f.clock.steady_now().time_since_epoch() >= 7s);
  CHECK(f.clock.steady_now().time_since_epoch() < 10s);
}

TEST_CASE("A throttled part that was carried out all the same is not sent again")
{
  FakeDirectoryFixture f;
  f.directory.trouble("delete 1", {.status = 429, .retry_after = "2", .acts = true});
  CHECK(words_of(f.run(f.plan(3, {test::delete_step}))) == Words{"done", "done", "done"});
  CHECK(times_sent(f.directory, "delete 1") == 1);
}

TEST_CASE("One person's throttled step holds back the one after it")
{
  FakeDirectoryFixture f;
  f.directory.trouble("block 0", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(f.blocks(1))) == Words{"done"});
  CHECK(f.directory.batches() ==
        std::vector<Words>{{"block 0", "revoke 0"}, {"look 0"}, {"block 0", "revoke 0"}});
  CHECK(f.directory.count("revoke 0") == 1);
}

TEST_CASE("One person's throttled second step goes again alone")
{
  FakeDirectoryFixture f;
  f.directory.trouble("revoke 0", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(f.blocks(1))) == Words{"done"});
  CHECK(f.directory.batches() ==
        std::vector<Words>{{"block 0", "revoke 0"}, {"look 0"}, {"revoke 0"}});
}

TEST_CASE("A part of unknown outcome is looked up, and sent again only if nothing had happened")
{
  for (const int status : {0, 500, 503, 504}) {
    for (const bool acts : {false, true}) {
      for (const std::size_t people : {1, 3}) {
        CAPTURE(status);
        CAPTURE(acts);
        CAPTURE(people);
        FakeDirectoryFixture f;
        f.directory.trouble("block 0", {.status = status, .acts = acts});
        f.directory.trouble("revoke 0", {.status = status, .acts = acts});
        CHECK(words_of(f.run(f.blocks(people))) == Words(people, "done"));
        CHECK(f.directory.count("block 0") == 1);
        CHECK(f.directory.count("revoke 0") == 1);
        // The journal has both steps of a sequence as sent: the second is looked up on its own.
        CHECK(times_sent(f.directory, "look 0") == (people == 1 && acts ? 3 : 2));
      }
    }
  }
}

TEST_CASE("A batch that was cut off or answered with nonsense is looked up")
{
  const std::vector<Result<http::HttpResponse>> answers = {
      cut(),
      http::HttpResponse{200, {}, "<html>"},
      http::HttpResponse{200, {}, ""},
      http::HttpResponse{200, {}, R"({"responses":[]})"},
      http::HttpResponse{500, {}, "{}"},
      http::HttpResponse{503, {}, ""},
      http::HttpResponse{504, {}, ""}};
  for (const auto& answer : answers) {
    for (const bool acts : {false, true}) {
      CAPTURE(answer.has_value());
      CAPTURE(acts);
      FakeDirectoryFixture f;
      f.directory.batch_trouble(1, {answer, acts});
      CHECK(words_of(f.run(f.plan(25, {test::delete_step}))) == Words(25, "done"));
      for (std::size_t i = 0; i < 25; ++i) {
        CHECK(f.directory.count("delete " + std::to_string(i)) == 1);
      }
    }
  }
}

TEST_CASE("A look that comes to grief is repeated")
{
  for (const int status : {429, 500}) {
    FakeDirectoryFixture f;
    f.directory.trouble("delete 1", {.status = 504, .acts = true});
    f.directory.trouble("look 1", {.status = status});
    CHECK(words_of(f.run(f.plan(3, {test::delete_step}))) == Words{"done", "done", "done"});
    CHECK(times_sent(f.directory, "delete 1") == 1);
    CHECK(times_sent(f.directory, "look 1") == 2);
  }
}

TEST_CASE("A look that is refused leaves the outcome unknown")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.directory.trouble("delete 1", {.status = 504});
  f.directory.trouble("look 1", {.status = 403});
  const auto outcomes = f.run(f.plan(3, {test::delete_step}));
  CHECK(words_of(outcomes) == Words{"done", "unknown", "done"});
  CHECK(outcomes[1].status.error().kind == ErrorKind::permission);
}

TEST_CASE("A step that fails again and again is given up; the others are done")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.directory.trouble_always("block 1", {.status = 500});
  const auto outcomes = f.run(f.blocks(45));
  CHECK(test::word_of(outcomes[1]) == "unknown");
  CHECK(outcomes[1].status.error().http_status == 500);
  CHECK(std::ranges::count(words_of(outcomes), "done") == 44);
  CHECK(times_sent(f.directory, "block 1") == 4);
}

TEST_CASE("Throttling without a success for the time limit ends the run for all")
{
  FakeDirectoryFixture f;
  f.options.batches_in_flight = 1;
  f.options.continue_on_error = true;
  f.options.time_limit = 60s;
  for (int i = 0; i < 60; ++i) {
    f.directory.trouble_always("delete " + std::to_string(i), {.status = 429, .retry_after = "10"});
  }
  const auto outcomes = f.run(f.plan(60, {test::delete_step}));
  CHECK(std::ranges::count(words_of(outcomes), "done") == 0);
  CHECK(f.directory.batches().size() < 20);
  CHECK(outcomes[0].status.error().http_status == 429);
  CHECK(f.clock.steady_now().time_since_epoch() < 75s);
}

TEST_CASE("Throttling with a success now and then has no end")
{
  FakeDirectoryFixture f;
  f.options.time_limit = 60s;
  for (int i = 0; i < 10; ++i) {
    for (int times = 0; times < i; ++times) {
      f.directory.trouble("delete " + std::to_string(i), {.status = 429, .retry_after = "20"});
    }
  }
  CHECK(std::ranges::count(words_of(f.run(f.plan(100, {test::delete_step}))), "done") == 100);
  CHECK(f.clock.steady_now().time_since_epoch() > 60s);
}

TEST_CASE("A wait that is longer than the time limit is not begun")
{
  FakeDirectoryFixture f;
  f.options.time_limit = 60s;
  f.directory.trouble("block 0", {.status = 429, .retry_after = "61"});
  CHECK(words_of(f.run(f.blocks(1))) == Words{"unknown"});
  CHECK(f.clock.sleeps().empty());
}

TEST_CASE("However short the time limit, an unknown outcome is looked up once")
{
  FakeDirectoryFixture f;
  f.options.time_limit = 1s;
  f.directory.trouble("delete 0", {.status = 504, .retry_after = "60", .acts = true});
  CHECK(words_of(f.run(f.plan(1, {test::delete_step}))) == Words{"done"});
  CHECK(f.clock.steady_now().time_since_epoch() <= 1s);
}

TEST_CASE("The same part twice in an answer is of unknown outcome")
{
  FakeDirectoryFixture f;
  const std::string twice =
      R"({"responses":[{"id":"1","status":204},{"id":"1","status":403},{"id":"2","status":204}]})";
  f.directory.batch_trouble(1, {http::HttpResponse{200, {}, twice}, true});
  CHECK(words_of(f.run(f.plan(2, {test::delete_step}))) == Words{"done", "done"});
  CHECK(times_sent(f.directory, "look 0") == 1);
  CHECK(times_sent(f.directory, "look 1") == 0);
}
