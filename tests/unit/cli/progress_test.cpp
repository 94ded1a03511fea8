#include "support/fake_clock.hpp"
#include "support/fake_streams.hpp"

#include "lpaz/cli/progress.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace std::chrono_literals;
using cli::Progress;
using cli::ProgressMode;

TEST_CASE("Progress is a line on a terminal, lines in a pipe on request, nothing if not wanted")
{
  CHECK(cli::progress_mode(true, true, false) == ProgressMode::line);
  CHECK(cli::progress_mode(true, false, false) == ProgressMode::off);
  CHECK(cli::progress_mode(true, false, true) == ProgressMode::lines);
  CHECK(cli::progress_mode(false, true, true) == ProgressMode::off);
}

TEST_CASE("Progress shows nothing in the first second, then count, rate and time left")
{
  test::FakeOutputStream err;
  test::FakeClock clock;
  Progress progress(err, clock, ProgressMode::line);
  progress.start("blocking users", 500);
  clock.advance(999ms);
  progress.advance(10);
  CHECK(err.text.empty());
  clock.advance(3001ms);
  progress.advance(110);
  CHECK(err.text == "\r\x1b[Kblocking users  120/500  24% · 30/s · 12 s left");
}

TEST_CASE("Progress is drawn at most ten times a second and taken away at the end")
{
  test::FakeOutputStream err;
  test::FakeClock clock;
  Progress progress(err, clock, ProgressMode::line);
  progress.start("listing users");
  clock.advance(2s);
  progress.advance(50);
  err.text.clear();
  clock.advance(99ms);
  progress.advance();
  CHECK(err.text.empty());
  clock.advance(1ms);
  progress.advance();
  CHECK(err.text == "\r\x1b[Klisting users  52 · 25/s");
  err.text.clear();
  progress.finish();
  CHECK(err.text == "\r\x1b[K");
  progress.finish();
  CHECK(err.text == "\r\x1b[K");
}

TEST_CASE("Progress fits the terminal and shows no control characters")
{
  test::FakeOutputStream err;
  err.columns = 20;
  test::FakeClock clock;
  Progress progress(err, clock, ProgressMode::line);
  progress.start("group \x1b[2J with a long name", 2);
  clock.advance(2s);
  progress.advance();
  CHECK(err.text == "\r\x1b[Kgroup \\x1b[2J with…");
}

TEST_CASE("Progress in a pipe is a line every ten seconds without control characters")
{
  test::FakeOutputStream err;
  test::FakeClock clock;
  {
    Progress progress(err, clock, ProgressMode::lines);
    progress.start("blocking users", 3);
    clock.advance(9999ms);
    progress.advance();
    CHECK(err.text.empty());
    clock.advance(1ms);
    progress.advance();
  }
  CHECK(err.text == "blocking users  2/3  66% · 0.2/s · 5 s left\n");
}

TEST_CASE("Progress that is off, or not started, writes nothing")
{
  test::FakeOutputStream err;
  test::FakeClock clock;
  Progress off(err, clock, ProgressMode::off);
  off.start("x", 2);
  Progress idle(err, clock, ProgressMode::line);
  clock.advance(1min);
  off.advance();
  off.finish();
  idle.advance();
  CHECK(err.text.empty());
}
