#include "lpaz/util/process.hpp"

#include <doctest/doctest.h>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace lpaz::util {
namespace {

// What it does is never taken back: in a child, whose wait status is returned.
template <typename Work>
int in_guarded_child(const Work& work)
{
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    keep_secrets_inside();
    ::_exit(work());
  }
  int status = -1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

TEST_CASE("A process that keeps its secrets inside leaves no core file and cannot allow one again")
{
  const int status = in_guarded_child([] {
    rlimit limit{1, 1};
    const bool known = ::getrlimit(RLIMIT_CORE, &limit) == 0;
    return known && limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 1;
  });
  CHECK(status == 0);
  const int crash = in_guarded_child([] {
    (void)std::signal(SIGQUIT, SIG_DFL);
    (void)::raise(SIGQUIT);
    return 0;
  });
  REQUIRE(WIFSIGNALED(crash));
  CHECK_FALSE(WCOREDUMP(crash));
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("A process that keeps its secrets inside is not dumpable, so nobody reads its memory")
{
  CHECK(in_guarded_child([] { return ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1; }) == 0);
}
#endif

TEST_CASE("A process that keeps its secrets inside does not know SSLKEYLOGFILE")
{
  const int status = in_guarded_child([] {
    (void)::setenv("SSLKEYLOGFILE", "/tmp/keys", 1);
    keep_secrets_inside();
    return std::getenv("SSLKEYLOGFILE") == nullptr ? 0 : 1;
  });
  CHECK(status == 0);
}

} // namespace
} // namespace lpaz::util
