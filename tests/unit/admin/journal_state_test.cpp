#include "admin/journal_state.hpp"
#include "support/fake_clock.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>

namespace lpaz::admin {
namespace {

using namespace std::chrono_literals;

const util::TimePoint k_start = test::FakeClock().now();

TEST_CASE("A step that was sent is unknown until it is done or failed")
{
  JournalState state;
  CHECK_FALSE(state.sent_without_outcome("block", "a").has_value());
  REQUIRE(state.note_sending("block", "a", k_start).has_value());
  CHECK(state.sent_without_outcome("block", "a") == k_start);
  CHECK_FALSE(state.sent_without_outcome("block", "b").has_value());
  CHECK_FALSE(state.sent_without_outcome("revoke", "a").has_value());
  CHECK_FALSE(state.done_since("block", "a").has_value());
  SUBCASE("done: the effect is no older than the sending")
  {
    REQUIRE(state.note_done("block", "a", k_start + 5s).has_value());
    CHECK(state.done_since("block", "a") == k_start);
  }
  SUBCASE("failed, and then sent again")
  {
    REQUIRE(state.note_failed("block", "a").has_value());
    CHECK_FALSE(state.sent_without_outcome("block", "a").has_value());
    CHECK_FALSE(state.done_since("block", "a").has_value());
    REQUIRE(state.note_sending("block", "a", k_start + 9s).has_value());
    CHECK(state.sent_without_outcome("block", "a") == k_start + 9s);
  }
  SUBCASE("sent again without an outcome: the first time counts")
  {
    REQUIRE(state.note_sending("block", "a", k_start + 9s).has_value());
    CHECK(state.sent_without_outcome("block", "a") == k_start);
  }
}

TEST_CASE("What is done stays done")
{
  JournalState state;
  REQUIRE(state.note_done("delete", "a", k_start).has_value()); // found so
  REQUIRE(state.note_failed("delete", "a").has_value());
  REQUIRE(state.note_sending("delete", "a", k_start + 1s).has_value());
  REQUIRE(state.note_done("delete", "a", k_start + 2s).has_value());
  CHECK(state.done_since("delete", "a") == k_start);
  CHECK_FALSE(state.sent_without_outcome("delete", "a").has_value());
}

TEST_CASE("Ids are the same in any case, times are whole seconds, also those before 1970")
{
  JournalState state;
  for (const auto at : {k_start + 1ms, util::TimePoint(-1500ms), util::TimePoint(-4s)}) {
    const std::string id = fmt::format("A{}", at.time_since_epoch().count());
    REQUIRE(state.note_sending("block", id, at).has_value());
    CHECK(state.sent_without_outcome("block", "a" + id.substr(1)) ==
          std::chrono::floor<std::chrono::seconds>(at));
  }
}

TEST_CASE("The last proof of a person counts")
{
  JournalState state;
  CHECK_FALSE(state.proof("a").has_value());
  REQUIRE(state.note_proof("b", {"provisioningLog", k_start, "entry-1"}).has_value());
  REQUIRE(state.note_proof("a", {"enterpriseApi", k_start + 1s, ""}).has_value());
  REQUIRE(state.note_proof("A", {"provisioningLog", k_start + 2s, "entry-2"}).has_value());
  const auto proof = state.proof("a");
  REQUIRE(proof.has_value());
  CHECK(proof->how == "provisioningLog");
  CHECK(proof->at == k_start + 2s);
  CHECK(proof->evidence == "entry-2");
  CHECK(state.proof("b")->evidence == "entry-1");
  CHECK_FALSE(state.proof("c").has_value());
}

TEST_CASE("Kinds of steps and of proof are few")
{
  JournalState state;
  for (int i = 0; i < 32; ++i) {
    CHECK(state.note_done(fmt::format("step-{}", i), "a", k_start).has_value());
    CHECK(state.note_proof("a", {fmt::format("how-{}", i), k_start, ""}).has_value());
  }
  CHECK(state.note_done("another", "a", k_start).error().kind == ErrorKind::defect);
  CHECK(state.note_proof("a", {"another", k_start, ""}).error().kind == ErrorKind::defect);
  CHECK(state.done_since("step-31", "a") == k_start);
}

} // namespace
} // namespace lpaz::admin
