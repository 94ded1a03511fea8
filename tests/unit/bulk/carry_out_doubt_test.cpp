#include "fake_directory.hpp"
#include "journal_fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

// What was so before, what must not happen twice, and what passes by itself.

using namespace lpaz;
using namespace std::chrono_literals;
using test::FakeDirectory;
using test::FakeDirectoryFixture;
using test::word_of;
using test::words_of;

namespace {

using Words = std::vector<std::string>;

std::size_t times_part_sent(const FakeDirectory& directory, const std::string& part)
{
  std::size_t times = 0;
  for (const auto& batch : directory.batches()) {
    times += static_cast<std::size_t>(std::ranges::count(batch, part));
  }
  return times;
}

// Two steps for each change, about the objects i and 100 + i.
bulk::Plan pairs(std::size_t count)
{
  auto plan = FakeDirectoryFixture::plan(count, {test::add_step});
  for (std::size_t i = 0; i < count; ++i) {
    plan.changes[i].steps.insert(plan.changes[i].steps.begin(), test::add_step(100 + i));
    plan.changes[i].steps.front().name = "add first";
  }
  return plan;
}

bool is_missing(const Error& error)
{
  return error.kind == ErrorKind::not_found;
}

// Steps whose "not found" passes.
bulk::Plan patient(std::size_t count)
{
  auto plan = FakeDirectoryFixture::plan(count, {test::add_step});
  for (bulk::Change& change : plan.changes) {
    change.steps[0].passes = is_missing;
  }
  return plan;
}

} // namespace

TEST_CASE("What the service says at once to be so was so already")
{
  for (const std::size_t count : {1, 3}) {
    FakeDirectoryFixture f;
    f.directory.trouble("add 0", {.status = 409});
    const auto outcomes = f.run(f.plan(count, {test::add_step}));
    CHECK(words_of(outcomes) == Words(count, "done"));
    CHECK(outcomes[0].was_already);
    CHECK(std::ranges::count(outcomes, true, &bulk::Outcome::was_already) == 1);
  }
  FakeDirectoryFixture f;
  f.directory.trouble("delete 0", {.status = 404});
  CHECK(f.run(f.plan(1, {test::delete_step}))[0].was_already);
}

TEST_CASE("What is so after a lost answer was done by this run")
{
  for (const int status : {0, 500, 503, 504}) {
    for (const std::size_t count : {1, 3}) {
      CAPTURE(status);
      FakeDirectoryFixture f;
      f.directory.trouble("add 0", {.status = status, .acts = true});
      const auto outcomes = f.run(f.plan(count, {test::add_step}));
      CHECK(words_of(outcomes) == Words(count, "done"));
      CHECK(times_part_sent(f.directory, "add 0") == 2);
      CHECK_FALSE(outcomes[0].was_already);
    }
  }
  Error cut;
  cut.kind = ErrorKind::unavailable;
  cut.code = http::k_code_transfer;
  FakeDirectoryFixture f;
  f.directory.batch_trouble(1, {fail(cut), true});
  const auto outcomes = f.run(f.plan(25, {test::add_step}));
  CHECK(words_of(outcomes) == Words(25, "done"));
  CHECK(std::ranges::count(outcomes, true, &bulk::Outcome::was_already) == 0);
  CHECK(times_part_sent(f.directory, "add 0") == 2);
}

TEST_CASE("What is so of a step at which the journal ends was done by the run that is continued")
{
  FakeDirectoryFixture f;
  REQUIRE(f.journal.sending("add", Words{FakeDirectory::id(0)}));
  f.directory.trouble("add 0", {.status = 409});
  f.directory.trouble("add 1", {.status = 409});
  const auto outcomes = f.run(f.plan(2, {test::add_step}));
  CHECK(words_of(outcomes) == Words{"done", "done"});
  CHECK_FALSE(outcomes[0].was_already);
  CHECK(outcomes[1].was_already);
}

TEST_CASE("Several steps were so already only if each was")
{
  for (const std::size_t count : {1, 2}) {
    for (const bool first : {false, true}) {
      for (const bool second : {false, true}) {
        CAPTURE(count);
        CAPTURE(first);
        CAPTURE(second);
        FakeDirectoryFixture f;
        if (first) {
          f.directory.trouble("add 100", {.status = 409});
        }
        if (second) {
          f.directory.trouble("add 0", {.status = 409});
        }
        const auto outcomes = f.run(pairs(count));
        CHECK(words_of(outcomes) == Words(count, "done"));
        CHECK(outcomes[0].was_already == (first && second));
      }
    }
  }
  FakeDirectoryFixture f;
  REQUIRE(f.journal.done("add first", Words{FakeDirectory::id(0)}));
  f.directory.trouble("add 0", {.status = 409});
  CHECK_FALSE(f.run(pairs(1))[0].was_already);
}

TEST_CASE("A step in doubt that cannot be checked is unknown when the run is interrupted")
{
  FakeDirectoryFixture f;
  f.clock.interrupt_sleep(1);
  f.directory.trouble("add 0", {.status = 504, .acts = true});
  CHECK(words_of(f.run(f.plan(1, {test::add_step}))) == Words{"unknown"});
}

TEST_CASE("What must not happen twice is found after a lost answer, at once or a little later")
{
  for (const int status : {0, 500, 503, 504}) {
    for (const int looks : {1, 2, 3}) {
      CAPTURE(status);
      CAPTURE(looks);
      FakeDirectoryFixture f;
      f.directory.trouble("create 0", {.status = status, .acts = true});
      for (int i = 1; i < looks; ++i) {
        f.directory.trouble("find 0", {.status = 404});
      }
      const auto outcomes = f.run(f.plan(1, {test::create_step}));
      CHECK(words_of(outcomes) == Words{"done"});
      CHECK(outcomes[0].answer == R"({"id":"found"})");
      CHECK(times_part_sent(f.directory, "create 0") == 1);
      CHECK(times_part_sent(f.directory, "find 0") == static_cast<std::size_t>(looks));
    }
  }
}

TEST_CASE("What must not happen twice is not sent again while the directory may not show it yet")
{
  for (const int status : {0, 500, 503, 504}) {
    for (const bool acts : {false, true}) {
      for (const std::size_t count : {1, 3}) {
        CAPTURE(status);
        CAPTURE(acts);
        FakeDirectoryFixture f;
        f.options.continue_on_error = true;
        f.directory.trouble("create 0", {.status = status, .acts = acts});
        f.directory.trouble_always("find 0", {.status = 404});
        const auto outcomes = f.run(f.plan(count, {test::create_step}));
        CHECK(word_of(outcomes[0]) == "unknown");
        CHECK(outcomes[0].status.error().kind == ErrorKind::unavailable);
        CHECK(outcomes[0].status.error().message.find("does not show yet") != std::string::npos);
        CHECK(std::ranges::count(words_of(outcomes), "done") == static_cast<long>(count) - 1);
        CHECK(times_part_sent(f.directory, "create 0") == 1);
        CHECK(f.clock.steady_now().time_since_epoch() < 120s);
        // The next run begins with the check, too.
        CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"unknown"});
        CHECK(times_part_sent(f.directory, "create 0") == 1);
      }
    }
  }
}

TEST_CASE("What the directory does not show after 120 s was not done, and is sent again")
{
  FakeDirectoryFixture f;
  REQUIRE(f.journal.sending("create", Words{FakeDirectory::id(0)}));
  SUBCASE("60 s are too short")
  {
    f.clock.advance(60s);
    CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"unknown"});
    CHECK(times_part_sent(f.directory, "create 0") == 0);
  }
  SUBCASE("120 s are enough")
  {
    f.clock.advance(120s);
    CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"done"});
    CHECK(f.directory.batches() == std::vector<Words>{{"find 0"}, {"create 0"}});
  }
  SUBCASE("and if it is there it is not")
  {
    f.clock.advance(120s);
    f.directory.trouble("find 0", {.status = 200});
    CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"done"});
    CHECK(f.directory.batches() == std::vector<Words>{{"find 0"}});
  }
  SUBCASE("the second try has 120 s of its own, in this run and the next")
  {
    f.clock.advance(500s);
    f.directory.trouble("create 0", {.status = 504, .acts = true});
    f.directory.trouble_always("find 0", {.status = 404});
    CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"unknown"});
    CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"unknown"});
    CHECK(times_part_sent(f.directory, "create 0") == 1);
  }
}

TEST_CASE("What must not happen twice and was throttled is simply sent again after its Retry-After")
{
  FakeDirectoryFixture f;
  f.directory.trouble("create 0", {.status = 429, .retry_after = "7"});
  const auto outcomes = f.run(f.plan(1, {test::create_step}));
  CHECK(words_of(outcomes) == Words{"done"});
  CHECK(outcomes[0].answer == R"({"id":"object-1"})");
  CHECK(f.directory.batches() == std::vector<Words>{{"create 0"}, {"create 0"}});
  CHECK(f.clock.steady_now().time_since_epoch() >= 7s);
}

TEST_CASE("A check that was throttled is repeated, and not the step")
{
  FakeDirectoryFixture f;
  f.directory.trouble("create 0", {.status = 504, .acts = true});
  f.directory.trouble("find 0", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"done"});
  CHECK(f.directory.batches() == std::vector<Words>{{"create 0"}, {"find 0"}, {"find 0"}});
}

TEST_CASE("What must not happen twice and is throttled for too long has failed, and is not unknown")
{
  FakeDirectoryFixture f;
  f.options.time_limit = 60s;
  f.directory.trouble("create 0", {.status = 429, .retry_after = "61"});
  const auto outcomes = f.run(f.plan(1, {test::create_step}));
  CHECK(words_of(outcomes) == Words{"failed"});
  CHECK(outcomes[0].status.error().http_status == 429);
  CHECK(words_of(f.run(f.plan(1, {test::create_step}))) == Words{"done"});
  CHECK(times_part_sent(f.directory, "find 0") == 0);
}

TEST_CASE("An error that passes is waited out, and the journal knows no failure")
{
  for (const std::size_t count : {1, 3}) {
    FakeDirectoryFixture f;
    bulk::JournalFixture files;
    f.journal = files.open().value();
    f.options.patience = 60s;
    for (int i = 0; i < 4; ++i) {
      f.directory.trouble("add 0", {.status = 404});
    }
    const auto outcomes = f.run(patient(count));
    CHECK(words_of(outcomes) == Words(count, "done"));
    CHECK_FALSE(outcomes[0].was_already);
    CHECK(times_part_sent(f.directory, "add 0") == 5);
    CHECK(f.clock.steady_now().time_since_epoch() >= 8s);
    CHECK(files.content().find("failed") == std::string::npos);
  }
}

TEST_CASE("An error that does not pass in time is a failure")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.options.patience = 60s;
  f.directory.trouble_always("add 0", {.status = 404});
  const auto outcomes = f.run(patient(3));
  CHECK(words_of(outcomes) == Words{"failed", "done", "done"});
  CHECK(outcomes[0].status.error().kind == ErrorKind::not_found);
  CHECK(f.clock.steady_now().time_since_epoch() > 30s);
  CHECK(f.clock.steady_now().time_since_epoch() <= 60s);
  CHECK(times_part_sent(f.directory, "add 0") < 15);
  // The journal knows that it was not done.
  CHECK_FALSE(f.journal.sent_without_outcome("add", FakeDirectory::id(0)));
}

TEST_CASE("Only an error that passes is waited for, and only with patience")
{
  FakeDirectoryFixture f;
  f.directory.trouble("add 0", {.status = 404});
  CHECK(words_of(f.run(patient(1))) == Words{"failed"});
  FakeDirectoryFixture g;
  g.options.patience = 60s;
  g.directory.trouble("add 0", {.status = 403});
  CHECK(words_of(g.run(patient(1))) == Words{"failed"});
  CHECK(f.clock.sleeps().empty());
  CHECK(g.clock.sleeps().empty());
}

TEST_CASE("An interruption while an error passes leaves nothing unknown")
{
  FakeDirectoryFixture f;
  f.options.patience = 60s;
  f.clock.interrupt_sleep(1);
  f.directory.trouble("add 0", {.status = 404});
  const auto outcomes = f.run(patient(1));
  CHECK(words_of(outcomes) == Words{"failed"});
  CHECK(outcomes[0].status.error().kind == ErrorKind::interrupted);
}

TEST_CASE("A service that answers while an error passes has not kept everybody waiting")
{
  FakeDirectoryFixture f;
  f.options.time_limit = 60s;
  f.options.patience = 600s;
  for (int i = 0; i < 14; ++i) {
    f.directory.trouble("add 0", {.status = 404});
  }
  // Parts come to grief in the order of the troubles.
  f.directory.trouble("add 0", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(patient(1))) == Words{"done"});
  CHECK(f.clock.steady_now().time_since_epoch() > 60s);
}
