#include "fake_directory.hpp"

#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/interrupt.hpp"

#include <doctest/doctest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

using namespace lpaz;
using test::FakeDirectoryFixture;
using test::words_of;

namespace {

using Words = std::vector<std::string>;

std::vector<std::size_t> sizes(const test::FakeDirectory& directory)
{
  std::vector<std::size_t> result;
  for (const auto& batch : directory.batches()) {
    result.push_back(batch.size());
  }
  return result;
}

// Whether each part "revoke n" was sent in a later batch than "block n".
bool revokes_follow_blocks(const test::FakeDirectory& directory)
{
  std::set<std::string> blocked;
  for (const auto& batch : directory.batches()) {
    for (const std::string& part : batch) {
      if (part.starts_with("revoke ") && !blocked.contains(part.substr(7))) {
        return false;
      }
    }
    for (const std::string& part : batch) {
      if (part.starts_with("block ")) {
        blocked.insert(part.substr(6));
      }
    }
  }
  return true;
}

std::size_t count_of(const Words& words, const std::string& word)
{
  return static_cast<std::size_t>(std::ranges::count(words, word));
}

Error error_with(ErrorKind kind, std::string_view code)
{
  Error error;
  error.kind = kind;
  error.code = code;
  error.message = "trouble";
  return error;
}

} // namespace

TEST_CASE("A plan without changes sends nothing")
{
  FakeDirectoryFixture f;
  CHECK(f.run({}).empty());
  CHECK(f.directory.batches().empty());
}

TEST_CASE("Somebody who needs no step costs no request and is done")
{
  FakeDirectoryFixture f;
  CHECK(words_of(f.run(f.plan(3, {}))) == Words{"done", "done", "done"});
  CHECK(f.directory.batches().empty());
}

TEST_CASE("One person's steps travel as one sequence, the block before the end of the sessions")
{
  FakeDirectoryFixture f;
  const auto outcomes = f.run(f.blocks(1));
  CHECK(words_of(outcomes) == Words{"done"});
  CHECK(outcomes[0].steps_done == 2);
  CHECK(f.directory.batches() == std::vector<Words>{{"block 0", "revoke 0"}});
}

TEST_CASE("One person's sessions are not ended when the block failed")
{
  FakeDirectoryFixture f;
  f.directory.trouble("block 0", {.status = 403});
  const auto outcomes = f.run(f.blocks(1));
  CHECK(words_of(outcomes) == Words{"failed"});
  CHECK(outcomes[0].status.error().kind == ErrorKind::permission);
  CHECK_FALSE(f.directory.is_revoked(0));
}

TEST_CASE("A block whose sessions could not be ended is half done, and says so")
{
  FakeDirectoryFixture f;
  f.directory.trouble("revoke 0", {.status = 403});
  const auto outcomes = f.run(f.blocks(1));
  CHECK(words_of(outcomes) == Words{"partly done"});
  CHECK(outcomes[0].steps_done == 1);
}

TEST_CASE("Many people need N/10 requests and one more, and a step goes after the one before it")
{
  for (const std::size_t count : {2, 5, 10, 19, 20, 21, 39, 40, 45, 100, 199, 1000}) {
    FakeDirectoryFixture f;
    const auto outcomes = f.run(f.blocks(count));
    CHECK(count_of(words_of(outcomes), "done") == count);
    CHECK(f.directory.batches().size() <= (count + 9) / 10 + 1);
    CHECK(std::ranges::max(sizes(f.directory)) <= 20);
    CHECK(revokes_follow_blocks(f.directory));
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(f.directory.count("block " + std::to_string(i)) == 1);
      CHECK(f.directory.count("revoke " + std::to_string(i)) == 1);
    }
  }
}

TEST_CASE("One batch at a time will do as well")
{
  FakeDirectoryFixture f;
  f.options.batches_in_flight = 1;
  CHECK(count_of(words_of(f.run(f.blocks(45))), "done") == 45);
  CHECK(sizes(f.directory) == std::vector<std::size_t>{20, 20, 20, 20, 5, 5});
}

TEST_CASE("People with fewer steps than others are done earlier")
{
  FakeDirectoryFixture f;
  auto plan = f.blocks(3);
  plan.changes[1].steps = {test::revoke_step(1)};
  plan.changes[2].steps = {};
  const auto outcomes = f.run(plan);
  CHECK(words_of(outcomes) == Words{"done", "done", "done"});
  CHECK(outcomes[0].steps_done == 2);
  CHECK(outcomes[1].steps_done == 1);
  CHECK(outcomes[2].steps_done == 0);
  CHECK(f.directory.batches() == std::vector<Words>{{"block 0", "revoke 1"}, {"revoke 0"}});
}

TEST_CASE("After a failure nobody new is begun, but who is half done is finished")
{
  FakeDirectoryFixture f;
  f.options.batches_in_flight = 1;
  f.directory.trouble("block 1", {.status = 403});
  const auto outcomes = f.run(f.blocks(30));
  const Words words = words_of(outcomes);
  CHECK(words[1] == "failed");
  CHECK(count_of(words, "done") == 19);
  CHECK(count_of(words, "not begun") == 10);
  CHECK(outcomes[29].status.error().message.find("--continue-on-error") == std::string::npos);
  CHECK(outcomes[29].status.error().hint.find("--continue-on-error") != std::string::npos);
  for (std::size_t i = 0; i < 30; ++i) {
    CHECK(f.directory.is_blocked(i) == (words[i] == "done"));
    CHECK(f.directory.is_revoked(i) == (words[i] == "done"));
  }
}

TEST_CASE("With continue_on_error one person's failure is that person's alone")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.directory.trouble("block 1", {.status = 403});
  f.directory.trouble("revoke 2", {.status = 403});
  const Words words = words_of(f.run(f.blocks(45)));
  CHECK(words[1] == "failed");
  CHECK(words[2] == "partly done");
  CHECK(count_of(words, "done") == 43);
}

TEST_CASE("Somebody who is gone when the deletion arrives is deleted, but not blocked")
{
  FakeDirectoryFixture f;
  f.directory.trouble("delete 1", {.status = 404});
  CHECK(words_of(f.run(f.plan(2, {test::delete_step}))) == Words{"done", "done"});
  FakeDirectoryFixture g;
  g.directory.trouble("block 1", {.status = 404});
  const auto outcomes = g.run(g.blocks(2));
  CHECK(words_of(outcomes) == Words{"done", "failed"});
  CHECK(outcomes[1].status.error().kind == ErrorKind::not_found);
}

TEST_CASE("A failed sign-in or a service that cannot be reached ends the run for all")
{
  const std::vector<Error> errors = {error_with(ErrorKind::sign_in, ""),
                                     error_with(ErrorKind::unavailable, http::k_code_connect)};
  for (const Error& error : errors) {
    FakeDirectoryFixture f;
    f.options.batches_in_flight = 1;
    f.options.continue_on_error = true;
    f.directory.batch_trouble(2, {fail(error), false});
    const auto outcomes = f.run(f.blocks(60));
    const Words words = words_of(outcomes);
    CHECK(f.directory.batches().size() == 2);
    CHECK(count_of(words, "partly done") == 20);
    CHECK(count_of(words, "not begun") == 40);
    CHECK(outcomes[59].status.error().kind == error.kind);
    CHECK(outcomes[59].status.error().message == "not begun: trouble");
    CHECK(f.clock.sleeps().empty());
  }
}

TEST_CASE("An interruption while waiting ends the run")
{
  FakeDirectoryFixture f;
  f.clock.interrupt_sleep(1);
  f.directory.trouble("block 1", {.status = 429, .retry_after = "7"});
  const auto outcomes = f.run(f.blocks(2));
  CHECK(words_of(outcomes)[1] == "unknown");
  CHECK(outcomes[1].status.error().kind == ErrorKind::interrupted);
}

TEST_CASE("A signal lets what is in flight come to its end, and begins nothing more")
{
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) { // the flag of a signal is never taken back
    util::Interrupt::install();
    FakeDirectoryFixture f;
    f.options.batches_in_flight = 1;
    f.directory.at_each_batch([](const auto&) {
      ::kill(::getpid(), SIGINT);
      while (!util::Interrupt::requested()) { // the signal is for another thread
        std::this_thread::yield();
      }
    });
    const Words words = words_of(f.run(f.blocks(45)));
    const bool is_right = f.directory.batches().size() == 1 &&
                          count_of(words, "partly done") == 20 &&
                          count_of(words, "not begun") == 25;
    ::_exit(is_right ? 0 : 1);
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("Progress counts who is done and who has failed, up to all")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.directory.trouble("block 3", {.status = 403});
  f.directory.trouble("block 4", {.status = 429, .retry_after = "1"});
  std::vector<bulk::Progress> told;
  f.options.on_progress = [&told](const bulk::Progress& progress) { told.push_back(progress); };
  CHECK(f.run(f.blocks(30)).size() == 30);
  CHECK(told.front().done == 0);
  CHECK(told.back().done == 29);
  CHECK(told.back().failed == 1);
  CHECK(told.back().throttled == 1);
}

TEST_CASE("One person's steps that are more than a batch holds go in several, still in order")
{
  FakeDirectoryFixture f;
  auto plan = f.plan(1, {});
  Words expected;
  for (std::size_t i = 0; i < 25; ++i) {
    plan.changes[0].steps.push_back(test::add_step(i));
    plan.changes[0].steps.back().name += std::to_string(i);
    expected.push_back("add " + std::to_string(i));
  }
  const auto outcomes = f.run(plan);
  CHECK(words_of(outcomes) == Words{"done"});
  CHECK(outcomes[0].steps_done == 25);
  CHECK(f.directory.batches() == std::vector<Words>{{expected.begin(), expected.begin() + 20},
                                                    {expected.begin() + 20, expected.end()}});
}

TEST_CASE("The answer that a step keeps is handed back, the others are not")
{
  for (const std::size_t count : {1, 3}) {
    FakeDirectoryFixture f;
    const auto outcomes = f.run(f.plan(count, {test::create_step}));
    CHECK(words_of(outcomes) == Words(count, "done"));
    CHECK(outcomes[0].answer == R"({"id":"object-1"})");
  }
  FakeDirectoryFixture f;
  auto plan = f.plan(1, {test::create_step, test::block_step});
  CHECK(f.run(plan)[0].answer == R"({"id":"object-1"})"); // of the last one that keeps it
  FakeDirectoryFixture g;
  plan.changes[0].steps[0].keeps_answer = false;
  CHECK(g.run(plan)[0].answer.empty());
}
