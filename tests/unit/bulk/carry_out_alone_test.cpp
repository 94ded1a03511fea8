#include "fake_directory.hpp"
#include "journal_fixture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

// Steps that are sent by themselves, outside any $batch.

using namespace lpaz;
using namespace std::chrono_literals;
using test::FakeDirectoryFixture;
using test::words_of;

namespace {

using Words = std::vector<std::string>;

template <bulk::Step (*step)(std::size_t)>
bulk::Step alone(std::size_t number)
{
  bulk::Step result = step(number);
  result.alone = true;
  return result;
}

constexpr auto k_block_alone = alone<test::block_step>;
constexpr auto k_delete_alone = alone<test::delete_step>;
constexpr auto k_add_alone = alone<test::add_step>;
constexpr auto k_create_alone = alone<test::create_step>;

long sent(const FakeDirectoryFixture& f, const std::string& part)
{
  return std::ranges::count(f.directory.alone(), part);
}

bool is_not_there(const Error& error)
{
  return error.kind == ErrorKind::not_found;
}

} // namespace

TEST_CASE("A step that goes alone is in no $batch, for one change and for many")
{
  for (const std::size_t count : {1, 3, 45}) {
    FakeDirectoryFixture f;
    const auto outcomes = f.run(f.plan(count, {k_block_alone}));
    CHECK(std::ranges::count(words_of(outcomes), "done") == static_cast<long>(count));
    CHECK(f.directory.batches().empty());
    CHECK(f.directory.alone().size() == count);
  }
}

TEST_CASE("Steps before and after one that goes alone travel together as ever, in their order")
{
  FakeDirectoryFixture f;
  auto plan = f.plan(1, {test::add_step, test::revoke_step, k_block_alone, test::delete_step});
  CHECK(words_of(f.run(plan)) == Words{"done"});
  CHECK(f.directory.batches() == std::vector<Words>{{"add 0", "revoke 0"}, {"delete 0"}});
  CHECK(f.directory.alone() == Words{"block 0"});
}

TEST_CASE("Among changes that fill batches, those that go alone do so")
{
  FakeDirectoryFixture f;
  auto plan = f.plan(50, {test::block_step});
  for (const std::size_t i : {0, 7, 49}) {
    plan.changes[i].steps = {k_block_alone(i)};
  }
  CHECK(std::ranges::count(words_of(f.run(plan)), "done") == 50);
  CHECK(f.directory.alone().size() == 3);
  std::size_t batched = 0;
  for (const auto& batch : f.directory.batches()) {
    CHECK(batch.size() <= 20);
    batched += batch.size();
  }
  CHECK(batched == 47);
}

TEST_CASE("A step alone after a failed one is not sent")
{
  FakeDirectoryFixture f;
  f.directory.trouble("block 0", {.status = 403});
  CHECK(words_of(f.run(f.plan(1, {test::block_step, k_delete_alone}))) == Words{"failed"});
  CHECK(f.directory.alone().empty());
}

TEST_CASE("A step alone whose outcome is unknown is looked for alone, and not sent again if seen")
{
  for (const int status : {0, 500, 503, 504}) {
    for (const bool acts : {true, false}) {
      FakeDirectoryFixture f;
      f.directory.trouble("delete 0", {.status = status, .acts = acts});
      INFO("status " << status << (acts ? ", carried out" : ", not carried out"));
      CHECK(words_of(f.run(f.plan(1, {k_delete_alone}))) == Words{"done"});
      CHECK(f.directory.batches().empty());
      CHECK(sent(f, "look 0") == 1);
      CHECK(sent(f, "delete 0") == (acts ? 1 : 2));
      CHECK(f.directory.count("delete 0") == 1);
    }
  }
}

TEST_CASE("A step alone that must not happen twice happens once, whatever becomes of its answer")
{
  for (const int status : {0, 502, 504}) {
    FakeDirectoryFixture f;
    f.directory.trouble("create 0", {.status = status, .acts = true});
    const auto outcomes = f.run(f.plan(1, {k_create_alone}));
    CHECK(words_of(outcomes) == Words{"done"});
    CHECK(f.directory.count("create 0") == 1);
    CHECK(outcomes[0].answer == R"({"id":"found"})");
  }
}

TEST_CASE("A throttled step alone goes again after its Retry-After")
{
  FakeDirectoryFixture f;
  f.directory.trouble("add 0", {.status = 429, .retry_after = "7"});
  CHECK(words_of(f.run(f.plan(1, {k_add_alone}))) == Words{"done"});
  CHECK(sent(f, "add 0") == 2);
  CHECK(f.clock.steady_now().time_since_epoch() >= 7s);
}

TEST_CASE("A step alone that is refused is failed, and its permission is named")
{
  FakeDirectoryFixture f;
  f.directory.trouble("block 0", {.status = 403});
  auto plan = f.plan(1, {k_block_alone});
  plan.changes[0].steps[0].request.permission = "Synchronization.ReadWrite.All";
  const auto outcomes = f.run(plan);
  CHECK(words_of(outcomes) == Words{"failed"});
  const Error& error = outcomes[0].status.error();
  CHECK(error.kind == ErrorKind::permission);
  CHECK(error.hint.find("Synchronization.ReadWrite.All") != std::string::npos);
}

TEST_CASE("An answer that concerns everybody ends the run, from a step alone as from a $batch")
{
  FakeDirectoryFixture f;
  f.options.continue_on_error = true;
  f.options.batches_in_flight = 1;
  f.directory.trouble_always("block 0", {.status = 401});
  const auto outcomes = f.run(f.plan(30, {k_block_alone}));
  CHECK(f.directory.alone() == Words{"block 0"});
  CHECK(outcomes[0].status.error().kind == ErrorKind::sign_in);
  CHECK(words_of(outcomes)[29] == "not begun");
}

TEST_CASE("A refusal that passes is waited out by a step alone as well")
{
  FakeDirectoryFixture f;
  f.options.patience = 60s;
  auto plan = f.plan(1, {k_add_alone});
  plan.changes[0].steps[0].passes = is_not_there;
  for (int i = 0; i < 3; ++i) {
    f.directory.trouble("add 0", {.status = 404});
  }
  CHECK(words_of(f.run(plan)) == Words{"done"});
  CHECK(sent(f, "add 0") == 4);
}

TEST_CASE("An answer of 424 to a step alone is a failure of its own")
{
  FakeDirectoryFixture f;
  f.directory.trouble_always("block 0", {.status = 424});
  CHECK(words_of(f.run(f.plan(1, {k_block_alone}))) == Words{"failed"});
  CHECK(sent(f, "block 0") == 1);
}

TEST_CASE("A journal that ends while a step was alone on its way makes the next run look first")
{
  FakeDirectoryFixture f;
  bulk::JournalFixture files;
  auto opened = files.open();
  REQUIRE(opened);
  f.journal = *std::move(opened);
  REQUIRE(f.journal.sending("delete", std::vector{test::FakeDirectory::id(0)}));
  CHECK(words_of(f.run(f.plan(1, {k_delete_alone}))) == Words{"done"});
  CHECK(f.directory.alone() == Words{"look 0", "delete 0"});
  CHECK(f.journal.has_done("delete", test::FakeDirectory::id(0)));
}
