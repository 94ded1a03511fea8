#include "lpaz/util/interrupt.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>

namespace lpaz::util {
namespace {

std::atomic<bool> g_requested = false;
std::array<int, 2> g_pipe = {-1, -1};

void on_signal(int signal)
{
  if (g_requested.exchange(true)) {
    if (signal == SIGHUP) {
      return;
    }
    ::_exit(128 + signal);
  }
  const char byte = 1;
  (void)!::write(g_pipe[1], &byte, 1);
}

} // namespace

void Interrupt::install()
{
  if (g_pipe[0] < 0 && ::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    return;
  }
  struct sigaction action = {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  struct sigaction before = {};
  if (::sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
    ::sigaction(SIGHUP, &action, nullptr);
  }
}

bool Interrupt::requested()
{
  return g_requested.load();
}

int Interrupt::fd()
{
  return g_pipe[0];
}

Error Interrupt::error()
{
  Error error;
  error.kind = ErrorKind::interrupted;
  error.message = "interrupted";
  error.hint = "run the same command again; what has been done is not done again";
  return error;
}

} // namespace lpaz::util
