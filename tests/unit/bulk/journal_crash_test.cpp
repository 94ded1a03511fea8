#include "journal_fixture.hpp"

#include "lpaz/bulk/journal.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>

namespace lpaz::bulk {
namespace {

using Ids = JournalFixture::Ids;

// A run over a, b and c: each step in its own record, so that the number of lines says how far it
// came.
std::string journal_of_a_run(JournalFixture& fixture)
{
  auto journal = fixture.open().value();
  for (const char* step : {"block", "revoke", "delete"}) {
    CHECK(journal.sending(step, Ids{"a", "b", "c"}).has_value());
    CHECK(journal.done(step, Ids{"a", "b"}).has_value());
    CHECK(journal.failed(step, "c", Error{}).has_value());
  }
  CHECK(journal.verified({"provisioningLog", fixture.clock.now(), "entry"}, Ids{"a"}).has_value());
  CHECK(journal.finish().has_value());
  return fixture.content();
}

// What a journal that has only the first `lines` lines of the run must say.
void check_progress(const Journal& journal, long lines)
{
  long line = 2;
  for (const char* step : {"block", "revoke", "delete"}) {
    CHECK(journal.has_done(step, "a") == (lines > line));
    CHECK(journal.sent_without_outcome(step, "b").has_value() == (lines == line));
    CHECK(journal.sent_without_outcome(step, "c").has_value() ==
          (lines == line || lines == line + 1));
    line += 3;
  }
  CHECK(journal.proof("a").has_value() == (lines > 10));
  CHECK(journal.finished().has_value() == (lines > 11));
  CHECK(journal.continues() == (lines > 1));
}

void check_goes_on(JournalFixture& fixture)
{
  REQUIRE(fixture.open().value().sending("block", Ids{"new"}).has_value());
  const auto journal = fixture.open();
  REQUIRE(journal.has_value());
  CHECK(journal->sent_without_outcome("block", "new").has_value());
}

void check_cut_off(JournalFixture& fixture, const std::string& text, const std::string& behind)
{
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    const std::string whole = text.substr(0, size);
    REQUIRE(fixture.write(whole + behind).has_value());
    check_progress(fixture.open().value(), std::ranges::count(whole, '\n'));
    check_goes_on(fixture);
  }
}

TEST_CASE_FIXTURE(JournalFixture, "A journal cut off at any byte has all of its complete lines")
{
  const std::string text = journal_of_a_run(*this);
  REQUIRE(std::ranges::count(text, '\n') == 12);
  SUBCASE("by a crash")
  {
    check_cut_off(*this, text, "");
  }
  SUBCASE("by a power loss that left NULs")
  {
    check_cut_off(*this, text, std::string(40, '\0'));
  }
  SUBCASE("by a power loss that left NULs and the end of the line")
  {
    check_cut_off(*this, text, std::string(40, '\0') + "\n");
  }
}

TEST_CASE_FIXTURE(JournalFixture, "A record that was cut off is dropped with one warning")
{
  const std::string text = journal_of_a_run(*this);
  REQUIRE(write(text.substr(0, text.size() - 1)).has_value());
  CHECK(open().has_value());
  REQUIRE(log.warnings().size() == 1);
  CHECK(log.warnings().front().find("was cut off (") != std::string::npos);
  CHECK(content() == text.substr(0, text.rfind('\n', text.size() - 2) + 1));
  CHECK(open().has_value());
  CHECK(log.warnings().size() == 1);
}

TEST_CASE_FIXTURE(JournalFixture, "A journal with random damage is refused or read, never more")
{
  const std::string text = journal_of_a_run(*this);
  std::mt19937 random(20261123);
  int refused = 0;
  int read = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string damaged = text;
    for (auto i = 1 + random() % 4; i > 0; --i) {
      const std::size_t at = random() % damaged.size();
      switch (random() % 4) {
      case 0:
        damaged[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        damaged.erase(at, 1 + random() % 30);
        break;
      case 2:
        damaged.insert(at, damaged.substr(random() % damaged.size(), random() % 30));
        break;
      default:
        damaged.resize(std::max<std::size_t>(at, 1));
      }
      damaged += damaged.empty() ? "x" : "";
    }
    CAPTURE(damaged);
    REQUIRE(write(damaged).has_value());
    const auto journal = open();
    if (journal) {
      ++read;
      continue;
    }
    ++refused;
    CHECK_FALSE(journal.error().message.empty());
    CHECK(content() == damaged);
  }
  CHECK(refused > 300);
  CHECK(read > 100);
}

TEST_CASE_FIXTURE(JournalFixture, "A run that was killed leaves its journal free and complete")
{
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    auto journal = open();
    const bool written = journal && journal->sending("block", Ids{"a"}) &&
                         journal->done("block", Ids{"a"}) && journal->sending("block", Ids{"b"});
    ::kill(::getpid(), written ? SIGKILL : SIGTERM);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGKILL);
  const auto journal = open();
  REQUIRE(journal.has_value());
  CHECK(journal->continues());
  CHECK(journal->has_done("block", "a"));
  CHECK(journal->sent_without_outcome("block", "b").has_value());
  CHECK(log.warnings().empty());
}

} // namespace
} // namespace lpaz::bulk
