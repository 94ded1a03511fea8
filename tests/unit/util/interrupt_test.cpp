#include "lpaz/util/clock.hpp"
#include "lpaz/util/interrupt.hpp"

#include <doctest/doctest.h>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>

namespace lpaz::util {
namespace {

// The flag belongs to the whole process and is never taken back: each case runs in a child, whose
// wait status is returned.
int in_child(const std::function<int()>& work)
{
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::_exit(work());
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

TEST_CASE("The first SIGINT, SIGTERM or SIGHUP asks to stop and wakes who waits")
{
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const int status = in_child([signal] {
      Interrupt::install();
      Interrupt::install();
      const bool before = Interrupt::requested();
      ::raise(signal);
      pollfd entry{.fd = Interrupt::fd(), .events = POLLIN, .revents = 0};
      const bool readable = ::poll(&entry, 1, 0) == 1;
      return !before && Interrupt::requested() && readable ? 0 : 1;
    });
    CHECK(status == 0);
  }
}

TEST_CASE("A sleep ends as interrupted when the user asked to stop")
{
  const int status = in_child([] {
    Interrupt::install();
    ::raise(SIGINT);
    const Status slept = SystemClock().sleep_for(std::chrono::hours(1));
    return !slept && slept.error().kind == ErrorKind::interrupted ? 0 : 1;
  });
  CHECK(status == 0);
}

TEST_CASE("The second signal ends the process at once with 128 plus its number")
{
  const int status = in_child([] {
    Interrupt::install();
    ::raise(SIGINT);
    ::raise(SIGINT);
    return 0;
  });
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("A terminal that goes away may say so twice, and Ctrl-C then still ends the process")
{
  for (const int last : {0, SIGINT}) {
    const int status = in_child([last] {
      Interrupt::install();
      ::raise(SIGHUP);
      ::raise(SIGHUP);
      if (last != 0) {
        ::raise(last);
      }
      return 3;
    });
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == (last == 0 ? 3 : 130));
  }
}

TEST_CASE("Under nohup a terminal that goes away stops nothing")
{
  const int status = in_child([] {
    (void)std::signal(SIGHUP, SIG_IGN);
    Interrupt::install();
    ::raise(SIGHUP);
    return Interrupt::requested() ? 1 : 0;
  });
  CHECK(status == 0);
}

} // namespace
} // namespace lpaz::util
