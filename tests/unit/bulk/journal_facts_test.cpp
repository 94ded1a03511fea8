#include "fake_directory.hpp"
#include "journal_fixture.hpp"

#include "lpaz/util/file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>

// What a journal says of steps and proofs, wherever it is kept.

namespace lpaz::bulk {
namespace {

using namespace std::chrono_literals;
using Ids = JournalFixture::Ids;

const util::TimePoint k_facts_start = test::FakeClock().now();

struct InMemory : JournalFixture {
  Journal journal = Journal::in_memory(clock);
  void read_again() {}
};

struct InFile : JournalFixture {
  Journal journal = open().value();
  void read_again()
  {
    journal = Journal::in_memory(clock); // closes the file
    journal = open().value();
  }
};

TEST_CASE_TEMPLATE("A step that was sent is unknown until it is done or failed",
                   T,
                   InMemory,
                   InFile)
{
  T f;
  CHECK_FALSE(f.journal.sent_without_outcome("block", "a").has_value());
  REQUIRE(f.journal.sending("block", Ids{"a"}).has_value());
  f.read_again();
  CHECK(f.journal.sent_without_outcome("block", "a") == k_facts_start);
  CHECK_FALSE(f.journal.sent_without_outcome("block", "b").has_value());
  CHECK_FALSE(f.journal.sent_without_outcome("revoke", "a").has_value());
  CHECK_FALSE(f.journal.done_since("block", "a").has_value());
  f.clock.advance(5s);
  SUBCASE("done: the effect is no older than the answer")
  {
    REQUIRE(f.journal.done("block", Ids{"a"}).has_value());
    f.read_again();
    CHECK(f.journal.done_since("block", "a") == k_facts_start + 5s);
    CHECK_FALSE(f.journal.sent_without_outcome("block", "a").has_value());
  }
  SUBCASE("found done after a lost answer: the effect is no older than the sending")
  {
    REQUIRE(f.journal.found_done("block", Ids{"a"}).has_value());
    f.read_again();
    CHECK(f.journal.done_since("block", "a") == k_facts_start);
    CHECK_FALSE(f.journal.sent_without_outcome("block", "a").has_value());
  }
  SUBCASE("failed, and then sent again")
  {
    REQUIRE(f.journal.failed("block", "a", Error{}).has_value());
    f.read_again();
    CHECK_FALSE(f.journal.sent_without_outcome("block", "a").has_value());
    CHECK_FALSE(f.journal.done_since("block", "a").has_value());
    REQUIRE(f.journal.sending("block", Ids{"a"}).has_value());
    f.read_again();
    CHECK(f.journal.sent_without_outcome("block", "a") == k_facts_start + 5s);
  }
  SUBCASE("sent again without an outcome: the first time counts")
  {
    REQUIRE(f.journal.sending("block", Ids{"a"}).has_value());
    f.read_again();
    CHECK(f.journal.sent_without_outcome("block", "a") == k_facts_start);
  }
}

TEST_CASE_TEMPLATE("What is done stays done until it is sent anew, which voids what was proven",
                   T,
                   InMemory,
                   InFile)
{
  T f;
  REQUIRE(f.journal.done("delete", Ids{"a"}).has_value());
  REQUIRE(f.journal.verified({"provisioningLog", k_facts_start, "e"}, Ids{"a", "b"}).has_value());
  f.clock.advance(1s);
  REQUIRE(f.journal.failed("delete", "a", Error{}).has_value());
  f.read_again();
  CHECK(f.journal.done_since("delete", "a") == k_facts_start);
  CHECK(f.journal.proof("a").has_value());
  REQUIRE(f.journal.sending("delete", Ids{"a"}).has_value());
  f.clock.advance(1s);
  REQUIRE(f.journal.done("delete", Ids{"a"}).has_value());
  f.read_again();
  CHECK(f.journal.done_since("delete", "a") == k_facts_start + 2s);
  CHECK_FALSE(f.journal.sent_without_outcome("delete", "a").has_value());
  CHECK_FALSE(f.journal.proof("a").has_value());
  CHECK(f.journal.proof("b").has_value());
  CHECK(f.journal.proof_count() == 1);
  CHECK(f.journal.done_count() == 1);
}

TEST_CASE_FIXTURE(JournalFixture, "For the run that continues, a name must mean the same as before")
{
  const NameMeaning then[] = {{"ada@x", "id-1"}, {"bob@x", "id-2"}};
  {
    auto journal = open().value();
    REQUIRE(journal.bind("users", then));
    REQUIRE(journal.bind("app", std::vector<NameMeaning>{{"LastPass", "sp-1"}}));
  }
  auto journal = open().value();
  CHECK(journal.meant("users", "ADA@x") == "id-1");
  CHECK_FALSE(journal.meant("app", "ada@x").has_value());
  const std::string before = content();
  CHECK(journal.bind("users", std::vector<NameMeaning>{{"Ada@x", "ID-1"}}));
  CHECK(content() == before);
  const Status changed = journal.bind("users", std::vector<NameMeaning>{{"ada@x", "id-3"}});
  REQUIRE_FALSE(changed);
  CHECK(changed.error().kind == ErrorKind::refused);
  CHECK(changed.error().message.find("id-1") != std::string::npos);
  CHECK(changed.error().message.find("id-3") != std::string::npos);
  CHECK_FALSE(journal.bind("app", std::vector<NameMeaning>{{"LastPass", "sp-2"}}));
  CHECK(journal.bind("users", std::vector<NameMeaning>{{"eve@x", "id-4"}}));
  CHECK(journal.meant("users", "eve@x") == "id-4");
  CHECK(journal.names_by_id("app") == std::map<std::string, std::string>{{"sp-1", "lastpass"}});
}

TEST_CASE_TEMPLATE("Ids are the same in any case, times are whole seconds", T, InMemory, InFile)
{
  T f;
  f.clock.advance(1999ms);
  REQUIRE(f.journal.sending("block", Ids{"A-Person"}).has_value());
  f.read_again();
  CHECK(f.journal.sent_without_outcome("block", "a-pERSON") == k_facts_start + 1s);
}

TEST_CASE("A clock that was never set makes no other time of one before 1970")
{
  for (const auto before : {1500ms, 4000ms}) {
    test::FakeClock clock;
    clock.advance(std::chrono::duration_cast<std::chrono::milliseconds>(
        -k_facts_start.time_since_epoch() - before));
    auto journal = Journal::in_memory(clock);
    REQUIRE(journal.sending("block", Ids{"a"}).has_value());
    CHECK(journal.sent_without_outcome("block", "a") ==
          std::chrono::floor<std::chrono::seconds>(util::TimePoint(-before)));
  }
}

TEST_CASE_TEMPLATE("The last proof of an object counts", T, InMemory, InFile)
{
  T f;
  CHECK_FALSE(f.journal.proof("a").has_value());
  REQUIRE(f.journal.verified({"provisioningLog", k_facts_start, "entry-1"}, Ids{"b"}).has_value());
  REQUIRE(f.journal.verified({"enterpriseApi", k_facts_start + 1s, ""}, Ids{"a"}).has_value());
  REQUIRE(
      f.journal.verified({"provisioningLog", k_facts_start + 2s, "entry-2"}, Ids{"A"}).has_value());
  f.read_again();
  const auto proof = f.journal.proof("a");
  REQUIRE(proof.has_value());
  CHECK(proof->how == "provisioningLog");
  CHECK(proof->at == k_facts_start + 2s);
  CHECK(proof->evidence == "entry-2");
  CHECK(f.journal.proof("b")->evidence == "entry-1");
  CHECK_FALSE(f.journal.proof("c").has_value());
}

TEST_CASE_TEMPLATE("Kinds of steps and of proof are few", T, InMemory, InFile)
{
  T f;
  for (int i = 0; i < 32; ++i) {
    CHECK(f.journal.done(fmt::format("step-{}", i), Ids{"a"}).has_value());
    CHECK(f.journal.verified({fmt::format("how-{}", i), k_facts_start, ""}, Ids{"a"}).has_value());
  }
  CHECK(f.journal.done("another", Ids{"a"}).error().kind == ErrorKind::defect);
  CHECK(f.journal.verified({"another", k_facts_start, ""}, Ids{"a"}).error().kind ==
        ErrorKind::defect);
  f.read_again(); // what was refused is not in the file either
  CHECK(f.journal.done_since("step-31", "a") == k_facts_start);
  CHECK(f.journal.proof("a")->how == "how-31");
}

// A journal that lpaz itself wrote before it had lpaz::bulk: block and revoke of 0 to 2; person 3
// stands for every step that was done and 4 for every one in flight.
struct OldJournal : JournalFixture {
  OldJournal()
  {
    identity = {
        "offboard-user", "tenant-1", {"ada@contoso.example", "bob@contoso.example"}, "--now"};
    const auto old =
        util::read_file(LPAZ_SOURCE_DIR "/tests/unit/bulk/inputs/journal_v1.jsonl", 100'000);
    REQUIRE(old.has_value());
    REQUIRE(write(*old).has_value());
  }
};

TEST_CASE_FIXTURE(OldJournal, "A journal of an earlier lpaz is read with all that it says")
{
  const auto journal = open().value();
  const auto person = [](std::size_t number) { return test::FakeDirectory::id(number); };
  CHECK(journal.continues());
  CHECK(journal.finished().has_value());
  CHECK(journal.started() == k_facts_start);
  for (const char* step : {"block", "revoke"}) {
    CHECK(journal.has_done(step, person(0)));
    CHECK_FALSE(journal.has_done(step, person(1)));
    CHECK_FALSE(journal.has_done(step, person(2)));
  }
  // Of its time no more is known than when the answer came.
  CHECK(journal.done_since("block", person(0)) >= k_facts_start + 1s);
  CHECK(journal.sent_without_outcome("block", person(1)) == k_facts_start + 1s);
  CHECK_FALSE(journal.sent_without_outcome("block", person(2)).has_value()); // failed
  for (const char* step : {"unblock",
                           "delete",
                           "restore",
                           "purge",
                           "add",
                           "remove",
                           "assign",
                           "unassign",
                           "unassign 00000000-0000-4000-9000-000000000001"}) {
    CAPTURE(step);
    CHECK(journal.done_since(step, person(3)) >= k_facts_start + 4s);
    CHECK(journal.sent_without_outcome(step, person(4)) == k_facts_start + 4s);
    CHECK_FALSE(journal.has_done(step, person(0)));
  }
  REQUIRE(journal.proof(person(0)).has_value());
  CHECK(journal.proof(person(0))->how == "provisioningLog");
  CHECK(journal.proof(person(0))->at == k_facts_start + 60s);
  CHECK(journal.proof(person(0))->evidence == "entry-1");
  CHECK(journal.proof(person(3))->how == "enterpriseApi");
  CHECK(journal.proof(person(3))->evidence.empty());
  CHECK_FALSE(journal.proof(person(1)).has_value());
  CHECK(log.warnings().empty());
}

TEST_CASE_FIXTURE(OldJournal, "A run that an earlier lpaz began is continued")
{
  test::FakeDirectoryFixture f;
  f.journal = open().value();
  const auto outcomes = f.run(f.blocks(3));
  CHECK(test::words_of(outcomes) == std::vector<std::string>(3, "done"));
  // Nothing of who is done, a check of what was in flight, a second try of what had failed.
  CHECK(f.directory.batches().front() == std::vector<std::string>{"look 1"});
  CHECK_FALSE(f.directory.is_blocked(0));
  CHECK_FALSE(f.directory.is_revoked(0));
  for (const std::size_t number : {1, 2}) {
    CHECK(f.directory.is_blocked(number));
    CHECK(f.directory.is_revoked(number));
  }
  CHECK_FALSE(f.journal.finished().has_value());
}

} // namespace
} // namespace lpaz::bulk
