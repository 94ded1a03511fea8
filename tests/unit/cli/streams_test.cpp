#include "support/temp_dir.hpp"

#include "lpaz/cli/streams.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>
#include <map>

using namespace lpaz;
using util::Environment;

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

// Whether `body` returns true in a process of its own, whose standard input and output are these.
bool in_child(int input, int output, const std::function<bool(cli::Streams&)>& body)
{
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    const auto streams = cli::process_streams(Environment(Variables{{"COLUMNS", "132"}}));
    ::_exit(body(*streams) ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

class NullDevice {
public:
  explicit NullDevice(const char* path = "/dev/null") : m_fd(::open(path, O_RDWR | O_CLOEXEC)) {}
  NullDevice(const NullDevice&) = delete;
  NullDevice& operator=(const NullDevice&) = delete;
  ~NullDevice() { ::close(m_fd); }
  int get() const { return m_fd; }

private:
  int m_fd;
};

} // namespace

TEST_CASE("wants_colour follows the option, then the variables, then the terminal")
{
  const Environment plain(Variables{{"TERM", "xterm"}});
  CHECK(cli::wants_colour(true, false, plain));
  CHECK_FALSE(cli::wants_colour(false, false, plain));
  CHECK_FALSE(cli::wants_colour(true, true, plain));
  CHECK_FALSE(cli::wants_colour(true, false, Environment(Variables{{"NO_COLOR", "1"}})));
  CHECK_FALSE(cli::wants_colour(true, false, Environment(Variables{{"TERM", "dumb"}})));
  CHECK(cli::wants_colour(true, false, Environment(Variables{{"NO_COLOR", ""}})));
  const Environment forced(Variables{{"CLICOLOR_FORCE", "1"}, {"TERM", "dumb"}});
  CHECK(cli::wants_colour(false, false, forced));
  CHECK_FALSE(cli::wants_colour(true, true, forced));
  CHECK_FALSE(cli::wants_colour(false, false, Environment(Variables{{"CLICOLOR_FORCE", "0"}})));
  CHECK_FALSE(cli::wants_colour(
      true, false, Environment(Variables{{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}})));
}

TEST_CASE("Output is whole after flush, and COLUMNS gives the width")
{
  const test::TempDir folder;
  const std::string path = (folder.path() / "out").string();
  const NullDevice null;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  CHECK(in_child(null.get(), file, [](cli::Streams& streams) {
    const std::string line(1'000, 'x');
    for (int i = 0; i < 200; ++i) {
      if (!streams.out().write(line)) {
        return false;
      }
    }
    return streams.out().flush() && streams.out().width() == 132 && !streams.out().is_terminal();
  }));
  ::close(file);
  CHECK(std::filesystem::file_size(path) == 200'000);
}

TEST_CASE("A full disk is an error of the stream, and stays one")
{
  const NullDevice null;
  const NullDevice full("/dev/full");
  CHECK(in_child(null.get(), full.get(), [](cli::Streams& streams) {
    const bool buffered = streams.out().write("x").has_value();
    const Status flushed = streams.out().flush();
    return buffered && !flushed && flushed.error().kind == ErrorKind::failed &&
           flushed.error().message == "standard output: No space left on device" &&
           !streams.out().write("y") && !streams.out().flush();
  }));
}

TEST_CASE("A closed pipe is an error of the stream and does not end the process")
{
  std::array<int, 2> ends = {-1, -1};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  const NullDevice null;
  CHECK(in_child(null.get(), ends[1], [](cli::Streams& streams) {
    (void)streams.out().write("x");
    const Status flushed = streams.out().flush();
    return !flushed && flushed.error().message == "standard output: Broken pipe";
  }));
  ::close(ends[1]);
}

TEST_CASE("Input is read by lines, then as a whole, and never beyond the limit")
{
  const test::TempDir folder;
  const std::string path = (folder.path() / "in").string();
  std::ofstream(path) << "first\n\nthird\nrest\nand more";
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const NullDevice null;
  CHECK(in_child(file, null.get(), [](cli::Streams& streams) {
    cli::InputStream& in = streams.in();
    const auto first = in.read_line(5);
    const auto second = in.read_line(5);
    const auto third = in.read_line(4);
    const auto again = in.read_line(5);
    const auto rest = in.read_all(13);
    const auto end = in.read_line(5);
    return first && *first == "first" && second && *second == "" && !third &&
           third.error().kind == ErrorKind::usage && again && *again == "third" && rest &&
           *rest == "rest\nand more" && end && !end->has_value();
  }));
  ::lseek(file, 0, SEEK_SET);
  CHECK(in_child(file, null.get(), [](cli::Streams& streams) {
    const auto all = streams.in().read_all(10);
    return !all && all.error().kind == ErrorKind::usage;
  }));
  ::close(file);
}
