#include "cli/secret_input.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <string>
#include <thread>

using namespace lpaz;

namespace {

// A terminal without a screen: what is written to keyboard() is typed.
class PseudoTerminal {
public:
  PseudoTerminal() : m_keyboard(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
  {
    REQUIRE(::grantpt(m_keyboard) == 0);
    REQUIRE(::unlockpt(m_keyboard) == 0);
    m_terminal = ::open(::ptsname(m_keyboard), O_RDWR | O_NOCTTY | O_CLOEXEC);
    REQUIRE(m_terminal >= 0);
  }
  PseudoTerminal(const PseudoTerminal&) = delete;
  PseudoTerminal& operator=(const PseudoTerminal&) = delete;
  ~PseudoTerminal()
  {
    ::close(m_terminal);
    ::close(m_keyboard);
  }

  int terminal() const { return m_terminal; }
  bool echoes() const
  {
    termios mode = {};
    ::tcgetattr(m_terminal, &mode);
    return (mode.c_lflag & ECHO) != 0;
  }
  void wait_for_silence() const
  {
    while (echoes()) {
      std::this_thread::yield();
    }
  }
  void type(const std::string& text) const
  {
    REQUIRE(::write(m_keyboard, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  // What came to the screen so far.
  std::string screen() const
  {
    ::fcntl(m_keyboard, F_SETFL, O_NONBLOCK);
    std::array<char, 256> bytes;
    const ssize_t count = ::read(m_keyboard, bytes.data(), bytes.size());
    return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : std::string();
  }

private:
  int m_keyboard = -1;
  int m_terminal = -1;
};

} // namespace

TEST_CASE("A secret is read without echo, and the echo comes back")
{
  const PseudoTerminal pty;
  std::thread person([&pty] {
    pty.wait_for_silence();
    pty.type("hunter2\n");
  });
  const auto secret = cli::read_without_echo(pty.terminal());
  person.join();
  REQUIRE(secret);
  CHECK(secret->reveal() == "hunter2");
  CHECK(pty.echoes());
  CHECK(pty.screen().empty());
}

TEST_CASE("The end of the input gives an empty secret")
{
  const PseudoTerminal pty;
  std::thread person([&pty] {
    pty.wait_for_silence();
    pty.type("\x04");
  });
  const auto secret = cli::read_without_echo(pty.terminal());
  person.join();
  REQUIRE(secret);
  CHECK(secret->empty());
  CHECK(pty.echoes());
}

TEST_CASE("A signal that ends the process brings the echo back first")
{
  const PseudoTerminal pty;
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGINT, SIG_DFL);
    (void)cli::read_without_echo(pty.terminal());
    ::_exit(0);
  }
  pty.wait_for_silence();
  ::kill(child, SIGINT);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
  CHECK(pty.echoes());
}

TEST_CASE("A file that is no terminal is an error, not a secret")
{
  const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const auto secret = cli::read_without_echo(null);
  ::close(null);
  REQUIRE_FALSE(secret);
  CHECK(secret.error().kind == ErrorKind::failed);
}
