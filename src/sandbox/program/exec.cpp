#include "sandbox/program/exec.hpp"

#include "sandbox/program/signals.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace lpaz::sandbox::program {
namespace {

constexpr int k_not_found = 127;
constexpr int k_cannot_run = 126;
constexpr int k_signal_base = 128;

std::vector<char*> pointers_to(std::vector<std::string>& texts)
{
  std::vector<char*> pointers;
  for (auto& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// The command starts as if it had been started by a shell: no signal blocked, none ignored.
class SpawnAttributes {
public:
  SpawnAttributes()
  {
    posix_spawnattr_init(&m_attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&m_attributes, &none);
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawnattr_setsigdefault(&m_attributes, &pipe);
    posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  ~SpawnAttributes() { posix_spawnattr_destroy(&m_attributes); }
  const posix_spawnattr_t* get() const { return &m_attributes; }

private:
  posix_spawnattr_t m_attributes{};
};

int exit_code_of(int wait_status)
{
  return WIFSIGNALED(wait_status) ? k_signal_base + WTERMSIG(wait_status)
                                  : WEXITSTATUS(wait_status);
}

int wait_for(pid_t child)
{
  for (;;) {
    const siginfo_t signal = wait_for_signal({SIGINT, SIGTERM, SIGHUP, SIGCHLD});
    if (signal.si_signo != SIGCHLD) {
      // Signals of the terminal reach the command directly.
      if (signal.si_code != SI_KERNEL) {
        ::kill(child, signal.si_signo);
      }
      continue;
    }
    int status = 0;
    if (::waitpid(child, &status, WNOHANG) == child) {
      return exit_code_of(status);
    }
  }
}

} // namespace

int run_command(const std::vector<std::string>& command_line,
                const std::vector<std::string>& environment)
{
  std::vector<std::string> words = command_line;
  std::vector<std::string> variables = environment;
  const SpawnAttributes attributes;
  pid_t child = 0;
  const int error = ::posix_spawnp(&child,
                                   words.front().c_str(),
                                   nullptr,
                                   attributes.get(),
                                   pointers_to(words).data(),
                                   pointers_to(variables).data());
  if (error != 0) {
    return error == ENOENT ? k_not_found : k_cannot_run;
  }
  return wait_for(child);
}

} // namespace lpaz::sandbox::program
