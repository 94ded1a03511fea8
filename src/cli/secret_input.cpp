#include "cli/secret_input.hpp"

#include "lpaz/util/interrupt.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_longest = 16'384;
constexpr std::array k_signals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};

volatile sig_atomic_t g_signal = 0;

void remember_signal(int signal)
{
  g_signal = signal;
}

std::unexpected<Error> terminal_failure(int number)
{
  return fail(ErrorKind::failed,
              fmt::format("terminal: {}", std::generic_category().message(number)));
}

// Blocks the signals except while waiting for input, and remembers the one that arrives then.
class HeldSignals {
public:
  HeldSignals()
  {
    g_signal = 0;
    sigset_t held;
    ::sigemptyset(&held);
    for (const int signal : k_signals) {
      ::sigaddset(&held, signal);
    }
    ::pthread_sigmask(SIG_BLOCK, &held, &m_mask);
    struct sigaction action = {};
    action.sa_handler = remember_signal;
    ::sigemptyset(&action.sa_mask);
    for (std::size_t i = 0; i < k_signals.size(); ++i) {
      ::sigaction(k_signals[i], &action, &m_actions[i]);
    }
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  // Raises the remembered signal again for the original handlers.
  ~HeldSignals()
  {
    for (std::size_t i = 0; i < k_signals.size(); ++i) {
      ::sigaction(k_signals[i], &m_actions[i], nullptr);
    }
    if (g_signal != 0) {
      (void)::raise(g_signal);
    }
    ::pthread_sigmask(SIG_SETMASK, &m_mask, nullptr);
  }

  const sigset_t& outside_mask() const { return m_mask; }

private:
  sigset_t m_mask = {};
  std::array<struct sigaction, k_signals.size()> m_actions = {};
};

class EchoOff {
public:
  explicit EchoOff(int fd) : m_fd(fd)
  {
    if (::tcgetattr(fd, &m_before) != 0) {
      m_error = errno;
      return;
    }
    termios silent = m_before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL);
    m_error = ::tcsetattr(fd, TCSAFLUSH, &silent) == 0 ? 0 : errno;
    m_changed = m_error == 0;
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  ~EchoOff()
  {
    if (m_changed) {
      (void)::tcsetattr(m_fd, TCSAFLUSH, &m_before);
    }
  }
  int error() const { return m_error; }

private:
  int m_fd;
  termios m_before = {};
  int m_error = 0;
  bool m_changed = false;
};

enum class LineEnd { complete, end_of_input, signal };

// Appends the line to `line`, one byte at a time, so that nothing after it is consumed.
Result<LineEnd> read_line(int fd, const sigset_t& mask, std::string& line)
{
  while (line.size() < k_longest) {
    pollfd ready = {fd, POLLIN, 0};
    if (::ppoll(&ready, 1, nullptr, &mask) < 0) {
      if (g_signal != 0) {
        return LineEnd::signal;
      }
      if (errno != EINTR) {
        return terminal_failure(errno);
      }
      continue;
    }
    char c = 0;
    const ssize_t count = ::read(fd, &c, 1);
    if (count < 0 && errno != EINTR) {
      return terminal_failure(errno);
    }
    if (count == 0) {
      return LineEnd::end_of_input;
    }
    if (count == 1 && c == '\n') {
      return LineEnd::complete;
    }
    line.append(count == 1 ? 1 : 0, c);
  }
  return fail(ErrorKind::usage, "the input is too long");
}

} // namespace

Result<util::Secret> read_without_echo(int fd)
{
  std::string line;
  line.reserve(k_longest);
  while (true) {
    Result<LineEnd> end = LineEnd::signal;
    {
      const HeldSignals signals;
      const EchoOff echo(fd);
      if (echo.error() != 0) {
        return terminal_failure(echo.error());
      }
      end = read_line(fd, signals.outside_mask(), line);
    }
    // If the process survives the signal, it was stopped and continued, or was asked to end.
    if (end && *end == LineEnd::signal && !util::Interrupt::requested()) {
      util::wipe(line);
      continue;
    }
    const bool is_read = end && *end != LineEnd::signal;
    util::Secret secret(is_read ? line : std::string());
    util::wipe(line);
    if (is_read) {
      return secret;
    }
    return fail(end ? util::Interrupt::error() : std::move(end).error());
  }
}

} // namespace lpaz::cli
