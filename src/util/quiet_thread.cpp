#include "lpaz/util/quiet_thread.hpp"

#include <signal.h>

#include <utility>

namespace lpaz::util {

std::thread quiet_thread(std::function<void()> work)
{
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread thread(std::move(work));
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

} // namespace lpaz::util
