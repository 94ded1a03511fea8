#include "lpaz/cli/streams.hpp"

#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <system_error>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_buffer_bytes = 65'536;
constexpr int k_default_width = 80;

std::unexpected<Error> system_failure(std::string_view stream, int number)
{
  return fail(ErrorKind::failed,
              fmt::format("{}: {}", stream, std::generic_category().message(number)));
}

class DescriptorOutput : public OutputStream {
public:
  DescriptorOutput(int fd, std::string_view name, std::optional<int> columns)
      : m_fd(fd), m_name(name), m_columns(columns), m_is_terminal(::isatty(fd) == 1),
        m_buffered(fd == STDOUT_FILENO && !m_is_terminal)
  {
  }
  DescriptorOutput(const DescriptorOutput&) = delete;
  DescriptorOutput& operator=(const DescriptorOutput&) = delete;
  ~DescriptorOutput() override { (void)DescriptorOutput::flush(); }

  Status write(std::string_view text) override
  {
    const std::scoped_lock guard(m_mutex);
    if (m_failure) {
      return fail(*m_failure);
    }
    m_buffer += text;
    return m_buffered && m_buffer.size() < k_buffer_bytes ? Status() : flush_locked();
  }

  Status flush() override
  {
    const std::scoped_lock guard(m_mutex);
    return flush_locked();
  }
  bool is_terminal() const override { return m_is_terminal; }
  int width() const override;

private:
  Status flush_locked();
  // How many bytes the system took; the error of errno otherwise.
  Result<std::size_t> write_some(std::string_view text) const;

  int m_fd;
  std::string_view m_name;
  std::optional<int> m_columns;
  bool m_is_terminal;
  bool m_buffered;
  std::mutex m_mutex; // the log of requests under way writes too
  std::string m_buffer;
  std::optional<Error> m_failure;
};

Status DescriptorOutput::flush_locked()
{
  if (m_failure) {
    return fail(*m_failure);
  }
  std::string_view rest = m_buffer;
  while (!rest.empty()) {
    const auto written = write_some(rest);
    if (!written) {
      m_failure = written.error();
      m_buffer.clear();
      return fail(*m_failure);
    }
    rest.remove_prefix(*written);
  }
  m_buffer.clear();
  return {};
}

Result<std::size_t> DescriptorOutput::write_some(std::string_view text) const
{
  while (true) {
    const ssize_t written = ::write(m_fd, text.data(), text.size());
    if (written >= 0) {
      return static_cast<std::size_t>(written);
    }
    if (errno == EAGAIN) {
      pollfd ready = {m_fd, POLLOUT, 0};
      (void)::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return system_failure(m_name, errno);
    }
  }
}

int DescriptorOutput::width() const
{
  if (m_columns) {
    return *m_columns;
  }
  winsize size = {};
  const bool known = ::ioctl(m_fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : k_default_width;
}

class DescriptorInput : public InputStream {
public:
  explicit DescriptorInput(int fd) : m_fd(fd) {}
  Result<std::string> read_all(std::size_t max_bytes) override;
  Result<std::optional<std::string>> read_line(std::size_t max_bytes) override;
  bool is_terminal() const override { return ::isatty(m_fd) == 1; }

private:
  // Adds to m_buffer what the system has; false at the end.
  Result<bool> read_more();

  int m_fd;
  std::string m_buffer; // read, but not handed out
};

Result<bool> DescriptorInput::read_more()
{
  std::array<char, 16'384> bytes;
  while (true) {
    const ssize_t count = ::read(m_fd, bytes.data(), bytes.size());
    if (count >= 0) {
      m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
      return count > 0;
    }
    if (errno == EAGAIN) {
      pollfd ready = {m_fd, POLLIN, 0};
      (void)::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return system_failure("standard input", errno);
    }
    if (util::Interrupt::requested()) {
      return fail(util::Interrupt::error());
    }
  }
}

Result<std::string> DescriptorInput::read_all(std::size_t max_bytes)
{
  while (m_buffer.size() <= max_bytes) {
    LPAZ_TRY(const bool more, read_more());
    if (!more) {
      return std::exchange(m_buffer, {});
    }
  }
  return fail(ErrorKind::usage, fmt::format("standard input: longer than {} bytes", max_bytes));
}

Result<std::optional<std::string>> DescriptorInput::read_line(std::size_t max_bytes)
{
  auto end = m_buffer.find('\n');
  bool more = true;
  while (end == std::string::npos && m_buffer.size() <= max_bytes && more) {
    const std::size_t searched = m_buffer.size();
    LPAZ_TRY(more, read_more());
    end = m_buffer.find('\n', searched);
  }
  if (m_buffer.empty()) {
    return std::optional<std::string>();
  }
  const std::size_t length = end == std::string::npos ? m_buffer.size() : end;
  if (length > max_bytes) {
    return fail(ErrorKind::usage,
                fmt::format("standard input: a line is longer than {} bytes", max_bytes));
  }
  std::string line = m_buffer.substr(0, length);
  m_buffer.erase(0, end == std::string::npos ? length : length + 1);
  return std::optional<std::string>(std::move(line));
}

class ProcessStreams : public Streams {
public:
  explicit ProcessStreams(std::optional<int> columns)
      : m_out(STDOUT_FILENO, "standard output", columns),
        m_err(STDERR_FILENO, "standard error", columns), m_in(STDIN_FILENO)
  {
  }
  OutputStream& out() override { return m_out; }
  OutputStream& err() override { return m_err; }
  InputStream& in() override { return m_in; }

private:
  DescriptorOutput m_out;
  DescriptorOutput m_err;
  DescriptorInput m_in;
};

} // namespace

std::unique_ptr<Streams> process_streams(const util::Environment& environment)
{
  (void)::signal(SIGPIPE, SIG_IGN);
  (void)::signal(SIGXFSZ, SIG_IGN);
  const auto given = util::parse_integer(environment.get("COLUMNS").value_or(""));
  const bool usable = given && *given > 0 && *given <= 10'000;
  return std::make_unique<ProcessStreams>(usable ? std::optional<int>(static_cast<int>(*given))
                                                 : std::nullopt);
}

bool wants_colour(bool is_terminal, bool no_color, const util::Environment& environment)
{
  if (no_color || environment.get("NO_COLOR")) {
    return false;
  }
  if (const auto forced = environment.get("CLICOLOR_FORCE"); forced && *forced != "0") {
    return true;
  }
  return is_terminal && environment.get("TERM").value_or("") != "dumb";
}

} // namespace lpaz::cli
