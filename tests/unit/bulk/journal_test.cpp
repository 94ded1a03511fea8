#include "journal_fixture.hpp"
#include "support/file_size_limit.hpp"

#include "lpaz/bulk/journal.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sys/stat.h>

#include <chrono>
#include <string>
#include <utility>

namespace lpaz::bulk {
namespace {

using namespace std::chrono_literals;
using Ids = JournalFixture::Ids;

TEST_CASE_FIXTURE(JournalFixture, "A new journal begins with its header and has nothing done")
{
  clock.advance(300ms);
  const auto journal = open();
  REQUIRE(journal.has_value());
  CHECK_FALSE(journal->continues());
  CHECK_FALSE(journal->finished().has_value());
  CHECK(journal->started() == test::FakeClock().now());
  CHECK_FALSE(journal->has_done("block", "a"));
  CHECK(content().starts_with(R"({"journal":"lpaz","version":2,"command":"block-user",)"));
  CHECK(content().find('\n') == content().size() - 1);
  struct stat status = {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 07777U) == 0600U);
}

TEST_CASE_FIXTURE(JournalFixture, "A journal remembers at once what it was told")
{
  auto journal = open().value();
  CHECK(journal.sending("block", Ids{"a", "b", "c"}).has_value());
  clock.advance(5s);
  CHECK(journal.done("block", Ids{"a"}).has_value());
  CHECK(journal.failed("block", "b", Error{}).has_value());
  CHECK(journal.has_done("block", "A"));
  CHECK(journal.done_since("block", "a") == clock.now());
  CHECK_FALSE(journal.has_done("block", "b"));
  CHECK_FALSE(journal.sent_without_outcome("block", "b").has_value());
  CHECK(journal.sent_without_outcome("block", "c") == clock.now() - 5s);
}

TEST_CASE_FIXTURE(JournalFixture, "A run is continued with all that an earlier one recorded")
{
  {
    auto journal = open().value();
    REQUIRE(journal.sending("block", Ids{"a", "b", "c"}).has_value());
    clock.advance(5s);
    REQUIRE(journal.done("block", Ids{"a"}).has_value());
    REQUIRE(journal.failed("block", "b", Error{}).has_value());
    REQUIRE(journal.verified({"provisioningLog", clock.now(), "entry-1"}, Ids{"a"}).has_value());
  }
  clock.advance(1h);
  auto journal = open().value();
  CHECK(journal.continues());
  CHECK_FALSE(journal.finished().has_value());
  CHECK(journal.started() == test::FakeClock().now());
  CHECK(journal.done_since("block", "a") == test::FakeClock().now() + 5s);
  CHECK_FALSE(journal.has_done("block", "b"));
  CHECK(journal.sent_without_outcome("block", "c") == test::FakeClock().now());
  REQUIRE(journal.proof("a").has_value());
  CHECK(journal.proof("a")->at == test::FakeClock().now() + 5s);
  CHECK(journal.proof("a")->evidence == "entry-1");
  CHECK_FALSE(journal.proof("b").has_value());
  CHECK(log.warnings().empty());

  REQUIRE(journal.done("block", Ids{"c"}).has_value());
  REQUIRE(journal.finish().has_value());
  CHECK(journal.finished().has_value());
}

TEST_CASE_FIXTURE(JournalFixture, "A finished journal says so until something is written after it")
{
  REQUIRE(open().value().finish().has_value());
  auto journal = open().value();
  CHECK(journal.continues());
  CHECK(journal.finished().has_value());
  REQUIRE(journal.sending("block", Ids{"a"}).has_value());
  CHECK_FALSE(journal.finished().has_value());
  journal = Journal::in_memory(clock); // closes the file
  CHECK_FALSE(open().value().finished().has_value());
}

TEST_CASE_FIXTURE(JournalFixture, "A journal that another run has open is refused")
{
  const auto first = open();
  REQUIRE(first.has_value());
  const auto second = open();
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().kind == ErrorKind::conflict);
}

TEST_CASE_FIXTURE(JournalFixture, "A journal of another run is refused and left as it is")
{
  REQUIRE(open().value().sending("block", Ids{"a"}).has_value());
  const std::string before = content();
  SUBCASE("command")
  {
    identity.command = "delete-user";
  }
  SUBCASE("tenant")
  {
    identity.tenant_id = "tenant-2";
  }
  SUBCASE("people")
  {
    identity.names.emplace_back("carl@contoso.example");
  }
  SUBCASE("options")
  {
    identity.options.clear();
  }
  const auto journal = open();
  REQUIRE_FALSE(journal.has_value());
  CHECK(journal.error().kind == ErrorKind::usage);
  CHECK(journal.error().message.find("is of another run: ") != std::string::npos);
  CHECK_FALSE(journal.error().hint.empty());
  CHECK(content() == before);
}

TEST_CASE_FIXTURE(JournalFixture, "Somebody's file is no journal and is left as it is")
{
  for (const std::string text :
       {"ada@contoso.example", "ada@contoso.example\nbob", "{}\n", "\n", "{\"journal\":\"x\""}) {
    CAPTURE(text);
    REQUIRE(write(text).has_value());
    const auto journal = open();
    REQUIRE_FALSE(journal.has_value());
    CHECK(journal.error().kind == ErrorKind::usage);
    CHECK(journal.error().message.ends_with("is not a journal of lpaz"));
    CHECK(content() == text);
  }
}

TEST_CASE_FIXTURE(JournalFixture, "A journal that is damaged in the middle is refused")
{
  {
    auto journal = open().value();
    REQUIRE(journal.sending("block", Ids{"a"}).has_value());
    REQUIRE(journal.done("block", Ids{"a"}).has_value());
  }
  std::string text = content();
  text[text.find("sending")] = '\0';
  REQUIRE(write(text).has_value());
  const auto journal = open();
  REQUIRE_FALSE(journal.has_value());
  CHECK(journal.error().message.find("is damaged in line 2: ") != std::string::npos);
  CHECK(content() == text);
}

TEST_CASE_FIXTURE(JournalFixture, "A line far too long is damage")
{
  REQUIRE(open().has_value());
  REQUIRE(write(content() + std::string(3'000'000, 'x')).has_value());
  CHECK(open().error().message.ends_with("is damaged in line 2: it is too long"));
}

TEST_CASE_FIXTURE(JournalFixture,
                  "On a full disk nothing further is sent, and the run continues later")
{
  auto journal = open().value();
  REQUIRE(journal.sending("block", Ids{"a", "b"}).has_value());
  const std::string before = content();
  {
    const test::FileSizeLimit limit(before.size() + 10);
    const Status written = journal.done("block", Ids{"a"});
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().kind == ErrorKind::failed);
    CHECK(written.error().message.ends_with("; nothing further was sent"));
    CHECK(written.error().hint.find("--journal " + path.string()) != std::string::npos);
  }
  CHECK(content() == before);
  CHECK_FALSE(journal.sending("block", Ids{"c"}).has_value()); // also with room again
  CHECK(content() == before);
  CHECK(journal.done("block", Ids{"b"}).has_value()); // what was in flight is still recorded

  journal = Journal::in_memory(clock);
  journal = open().value();
  CHECK(journal.sent_without_outcome("block", "a").has_value());
  CHECK(journal.has_done("block", "b"));
  CHECK(journal.sending("block", Ids{"c"}).has_value());
  CHECK(log.warnings().empty());
}

TEST_CASE_FIXTURE(JournalFixture, "A header that the disk has no room for leaves no half of one")
{
  {
    const test::FileSizeLimit limit(20);
    CHECK_FALSE(open().has_value());
  }
  CHECK(content().empty());
  CHECK(open().has_value());
}

TEST_CASE_FIXTURE(JournalFixture, "What could not be read again is not written")
{
  auto journal = open().value();
  const std::string before = content();
  CHECK(journal.sending("block", Ids{"a", ""}).error().kind == ErrorKind::defect);
  CHECK(journal.sending("", Ids{"a"}).error().kind == ErrorKind::defect);
  CHECK(journal.done("block", Ids{std::string(2000, 'x')}).error().kind == ErrorKind::defect);
  CHECK(journal.failed("block", "", Error{}).error().kind == ErrorKind::defect);
  CHECK(journal.verified({}, Ids{"a"}).error().kind == ErrorKind::defect);
  CHECK(journal.sending("block", Ids{}).has_value());
  CHECK(content() == before);
}

TEST_CASE("A journal in memory remembers and writes nothing")
{
  const test::FakeClock clock;
  auto journal = Journal::in_memory(clock);
  CHECK(journal.sending("block", Ids{"a", "b"}).has_value());
  CHECK(journal.done("block", Ids{"a"}).has_value());
  CHECK(journal.verified({"api", clock.now(), ""}, Ids{"a"}).has_value());
  CHECK(journal.has_done("block", "a"));
  CHECK(journal.sent_without_outcome("block", "b") == clock.now());
  CHECK(journal.proof("a")->how == "api");
  CHECK(journal.finish().has_value());
  CHECK_FALSE(journal.continues());
}

TEST_CASE_FIXTURE(JournalFixture, "A journal of 50,000 people is read again, all of them known")
{
  Ids ids;
  for (int i = 0; i < 50'000; ++i) {
    ids.push_back(fmt::format("00000000-0000-0000-0000-{:012x}", i));
  }
  {
    auto journal = open().value();
    REQUIRE(journal.sending("block", ids).has_value());
    REQUIRE(journal.done("block", std::span(ids).first(49'999)).has_value());
    REQUIRE(journal.verified({"api", clock.now(), ""}, ids).has_value());
  }
  const auto journal = open().value();
  std::size_t done = 0;
  std::size_t proven = 0;
  for (const std::string& id : ids) {
    done += journal.has_done("block", id) ? 1 : 0;
    proven += journal.proof(id) ? 1 : 0;
  }
  CHECK(done == 49'999);
  CHECK(proven == 50'000);
  CHECK(journal.sent_without_outcome("block", ids.back()).has_value());
}

} // namespace
} // namespace lpaz::bulk
