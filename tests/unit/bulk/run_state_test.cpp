#include "bulk/run_state.hpp"
#include "fake_directory.hpp"
#include "journal_fixture.hpp"
#include "support/file_size_limit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace lpaz;
using test::FakeDirectory;
using test::FakeDirectoryFixture;
using test::words_of;

namespace {

using Words = std::vector<std::string>;

Words ids(std::size_t first, std::size_t last)
{
  Words result;
  for (std::size_t i = first; i <= last; ++i) {
    result.push_back(FakeDirectory::id(i));
  }
  return result;
}

struct Fixture : FakeDirectoryFixture {
  bulk::JournalFixture files;

  Fixture() { files.identity.command = "block-user"; }
  void open_journal()
  {
    journal = bulk::Journal::in_memory(clock); // unlocks the file
    auto opened = files.open();
    REQUIRE(opened);
    journal = *std::move(opened);
  }
};

// Whether the journal says that the part is being sent.
bool is_noted(const std::string& content, const std::string& part)
{
  const auto space = part.find(' ');
  const auto place = content.find(R"("sending":")" + part.substr(0, space) + '"');
  return place != std::string::npos &&
         content.find(FakeDirectory::id(std::stoull(part.substr(space + 1))), place) !=
             std::string::npos;
}

} // namespace

TEST_CASE("The journal is on the disk before a request leaves")
{
  for (const std::size_t people : {1, 45}) {
    Fixture f;
    f.open_journal();
    bool all_noted = true;
    f.directory.at_each_batch([&](const Words& parts) {
      const std::string content = f.files.content();
      all_noted = all_noted && std::ranges::all_of(parts, [&content](const std::string& part) {
                    return is_noted(content, part);
                  });
    });
    CHECK(words_of(f.run(f.blocks(people))) == Words(people, "done"));
    CHECK(all_noted);
  }
}

TEST_CASE("A full disk stops the run before the next request")
{
  Fixture f;
  f.options.batches_in_flight = 1;
  f.open_journal();
  std::optional<test::FileSizeLimit> full;
  f.directory.at_each_batch([&](const Words&) {
    if (f.directory.batches().size() == 2) {
      full.emplace(f.files.content().size() + 10);
    }
  });
  const auto outcomes = f.run(f.blocks(60));
  full.reset();
  CHECK(f.directory.batches().size() == 2);
  CHECK(std::ranges::count(words_of(outcomes), "done") == 20);
  CHECK(std::ranges::count(words_of(outcomes), "not begun") == 40);
  CHECK(outcomes[59].status.error().hint.find("make room") != std::string::npos);

  f.open_journal();
  CHECK(words_of(f.run(f.blocks(60))) == Words(60, "done"));
  for (std::size_t i = 0; i < 60; ++i) {
    CHECK(f.directory.count("block " + std::to_string(i)) == 1);
    CHECK(f.directory.count("revoke " + std::to_string(i)) == 1);
  }
}

TEST_CASE("What the journal calls done is not done again, half done is finished")
{
  FakeDirectoryFixture f;
  REQUIRE(f.journal.sending("block", ids(0, 3)));
  REQUIRE(f.journal.done("block", ids(0, 3)));
  REQUIRE(f.journal.done("revoke", ids(0, 1)));
  const auto outcomes = f.run(f.blocks(5));
  CHECK(words_of(outcomes) == Words(5, "done"));
  CHECK(f.directory.batches() ==
        std::vector<Words>{{"revoke 3", "revoke 2", "block 4"}, {"revoke 4"}});
}

TEST_CASE("What the plan has just seen to be needed is sent, whatever the journal calls done")
{
  FakeDirectoryFixture f;
  REQUIRE(f.journal.sending("block", ids(0, 2)));
  REQUIRE(f.journal.done("block", ids(0, 2)));
  REQUIRE(f.journal.verified({"provisioningLog", f.clock.now(), "e"}, ids(0, 2)));
  auto plan = f.plan(3, {test::block_step});
  plan.changes[1].steps[0].needed = true;
  const auto outcomes = f.run(plan);
  CHECK(words_of(outcomes) == Words(3, "done"));
  CHECK(f.directory.batches() == std::vector<Words>{{"block 1"}});
  CHECK_FALSE(outcomes[0].changed);
  CHECK(outcomes[1].changed);
  CHECK(f.journal.proof(FakeDirectory::id(0)).has_value());
  CHECK_FALSE(f.journal.proof(FakeDirectory::id(1)).has_value());
}

TEST_CASE("A journal that ends at sending is looked up, never repeated blindly")
{
  for (const bool had_happened : {false, true}) {
    FakeDirectoryFixture f;
    REQUIRE(f.journal.sending("delete", ids(0, 2)));
    if (had_happened) {
      f.directory.trouble("look 0", {.status = 404});
      f.directory.trouble("look 1", {.status = 404});
      f.directory.trouble("look 2", {.status = 404});
    }
    const std::size_t people = had_happened ? 10 : 3;
    CHECK(words_of(f.run(f.plan(people, {test::delete_step}))) == Words(people, "done"));
    CHECK(f.directory.batches().front() == Words{"look 2", "look 1", "look 0"});
    CHECK(f.directory.count("delete 0") == (had_happened ? 0 : 1));
  }
}

TEST_CASE("Both steps of one person that ended at sending are looked up one by one")
{
  FakeDirectoryFixture f;
  REQUIRE(f.run(f.blocks(1))[0].status);
  auto journal = bulk::Journal::in_memory(f.clock);
  REQUIRE(journal.sending("block", ids(0, 0)));
  REQUIRE(journal.sending("revoke", ids(0, 0)));
  f.journal = std::move(journal);
  CHECK(words_of(f.run(f.blocks(1))) == Words{"done"});
  CHECK(f.directory.count("block 0") == 1);
  CHECK(f.directory.count("revoke 0") == 1);
}

TEST_CASE("What failed for certain is tried again by the next run without a look")
{
  FakeDirectoryFixture f;
  f.directory.trouble("delete 0", {.status = 403});
  CHECK(words_of(f.run(f.plan(1, {test::delete_step}))) == Words{"failed"});
  CHECK(words_of(f.run(f.plan(1, {test::delete_step}))) == Words{"done"});
  CHECK(f.directory.batches() == std::vector<Words>{{"delete 0"}, {"delete 0"}});
}

TEST_CASE("A run that ended with an unknown outcome is continued with a look")
{
  FakeDirectoryFixture f;
  f.options.time_limit = std::chrono::seconds(1);
  f.directory.trouble("delete 0", {.status = 504, .acts = true});
  f.directory.trouble("look 0", {.status = 504});
  CHECK(words_of(f.run(f.plan(1, {test::delete_step}))) == Words{"unknown"});
  CHECK(words_of(f.run(f.plan(1, {test::delete_step}))) == Words{"done"});
  CHECK(f.directory.count("delete 0") == 1);
}

TEST_CASE("A run that was continued to its end sends nothing")
{
  FakeDirectoryFixture f;
  CHECK(words_of(f.run(f.blocks(30))) == Words(30, "done"));
  const auto sent = f.directory.batches().size();
  CHECK(words_of(f.run(f.blocks(30))) == Words(30, "done"));
  CHECK(f.directory.batches().size() == sent);
}
