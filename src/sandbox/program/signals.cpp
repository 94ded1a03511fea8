#include "sandbox/program/signals.hpp"

#include <pthread.h>

#include <cerrno>

namespace lpaz::sandbox::program {
namespace {

sigset_t set_of(std::initializer_list<int> signals)
{
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : signals) {
    sigaddset(&set, signal);
  }
  return set;
}

} // namespace

void block_signals(std::initializer_list<int> signals)
{
  const sigset_t set = set_of(signals);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

siginfo_t wait_for_signal(std::initializer_list<int> signals)
{
  const sigset_t set = set_of(signals);
  siginfo_t received{};
  while (sigwaitinfo(&set, &received) < 0 && errno == EINTR) {
  }
  return received;
}

} // namespace lpaz::sandbox::program
