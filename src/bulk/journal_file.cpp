#include "journal_file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace lpaz::bulk {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t k_longest_journal = std::uint64_t{1} << 30U;

// Hands on complete lines. One that holds NULs waits for its successor: as the last one it was cut
// off by a power loss, in front of others it is a line like any, for the taker to refuse.
class LineSplitter {
public:
  explicit LineSplitter(const JournalFile::TakeLine& take_line) : m_take_line(take_line) {}

  Status take(std::string_view chunk)
  {
    for (auto end = chunk.find('\n'); end != chunk.npos; end = chunk.find('\n')) {
      m_rest += chunk.substr(0, end);
      LPAZ_CHECK(take_line());
      chunk.remove_prefix(end + 1);
    }
    m_rest += chunk;
    if (m_rest.size() > k_longest_journal_line) {
      return m_take_line(m_rest, m_number + 1);
    }
    return {};
  }

  JournalFile::Tail tail() &&
  {
    return {m_whole, m_with_nul ? *m_with_nul + '\n' + m_rest : std::move(m_rest)};
  }

private:
  Status take_line()
  {
    if (m_with_nul) {
      LPAZ_CHECK(hand_on(*std::exchange(m_with_nul, std::nullopt)));
    }
    std::string line = std::exchange(m_rest, {});
    if (line.find('\0') != line.npos) {
      m_with_nul = std::move(line);
      return {};
    }
    return hand_on(line);
  }

  Status hand_on(const std::string& line)
  {
    LPAZ_CHECK(m_take_line(line, ++m_number));
    m_whole += line.size() + 1;
    return {};
  }

  const JournalFile::TakeLine& m_take_line;
  std::string m_rest;
  std::optional<std::string> m_with_nul;
  std::uint64_t m_whole = 0;
  std::size_t m_number = 0;
};

} // namespace

Result<JournalFile> JournalFile::open(const fs::path& path)
{
  JournalFile file({}, path);
  file.m_file = util::FileDescriptor(
      ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600));
  if (!file.m_file.valid() && errno == ELOOP) {
    return fail(ErrorKind::refused, fmt::format("the journal {} is a symbolic link", file.name()));
  }
  if (!file.m_file.valid()) {
    return fail(file.system_error("open"));
  }
  LPAZ_CHECK(file.check_owner());
  while (::flock(file.m_file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return fail(ErrorKind::conflict,
                  fmt::format("another run is writing the journal {} right now", file.name()),
                  "wait until it has ended, or stop it; two runs cannot share a journal");
    }
    if (errno != EINTR) {
      return fail(file.system_error("lock"));
    }
  }
  return file;
}

Error JournalFile::system_error(std::string_view what) const
{
  Error error;
  error.message = fmt::format("cannot {} the journal {}: {}", what, name(), std::strerror(errno));
  return error;
}

Status JournalFile::check_owner() const
{
  struct stat status = {};
  if (::fstat(m_file.get(), &status) != 0) {
    return fail(system_error("look at"));
  }
  if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid()) {
    return fail(ErrorKind::refused,
                fmt::format("the journal {} must be a plain file of yours", name()));
  }
  if ((status.st_mode & 077U) == 0 || (status.st_size == 0 && ::fchmod(m_file.get(), 0600) == 0)) {
    return {};
  }
  return fail(ErrorKind::refused,
              fmt::format("others can read or write the journal {}", name()),
              fmt::format("chmod 600 {}, if nobody has changed it", name()));
}

Status JournalFile::read_chunks(const std::function<Status(std::string_view chunk)>& take) const
{
  std::array<char, 65536> buffer;
  std::uint64_t offset = 0;
  while (true) {
    const ssize_t count =
        ::pread(m_file.get(), buffer.data(), buffer.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return fail(system_error("read"));
    }
    if (count == 0) {
      return {};
    }
    offset += static_cast<std::uint64_t>(count);
    if (offset > k_longest_journal) {
      return fail(ErrorKind::usage,
                  fmt::format("{} is longer than {} bytes", name(), k_longest_journal));
    }
    LPAZ_CHECK(take({buffer.data(), static_cast<std::size_t>(count)}));
  }
}

Result<JournalFile::Tail> JournalFile::read(const TakeLine& take_line)
{
  LineSplitter splitter(take_line);
  LPAZ_CHECK(read_chunks([&splitter](std::string_view chunk) { return splitter.take(chunk); }));
  Tail tail = std::move(splitter).tail();
  m_size = tail.begin;
  m_broken = !tail.text.empty();
  return tail;
}

Status JournalFile::write_all(std::string_view content)
{
  while (!content.empty()) {
    const ssize_t count = ::write(m_file.get(), content.data(), content.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return fail(system_error("write"));
    }
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status JournalFile::append(std::string_view line)
{
  if (m_broken) {
    return fail(ErrorKind::failed,
                fmt::format("the journal {} ends in the middle of a record", name()));
  }
  const std::string record = fmt::format("{}\n", line);
  if (Status written = write_all(record); !written) {
    m_broken = ::ftruncate(m_file.get(), static_cast<off_t>(m_size)) != 0;
    return written;
  }
  if (::fdatasync(m_file.get()) != 0) {
    m_broken = true; // nobody can say what of it is on the disk
    return fail(system_error("sync"));
  }
  m_size += record.size();
  return {};
}

Status JournalFile::cut(std::uint64_t size)
{
  if (::ftruncate(m_file.get(), static_cast<off_t>(size)) != 0 || ::fdatasync(m_file.get()) != 0) {
    return fail(system_error("repair"));
  }
  m_size = size;
  m_broken = false;
  return {};
}

Status JournalFile::sync_folder() const
{
  const fs::path folder = m_path.has_parent_path() ? m_path.parent_path() : fs::path(".");
  const util::FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // EINVAL: a file system that has no such thing.
  if (!fd.valid() || (::fsync(fd.get()) != 0 && errno != EINVAL)) {
    return fail(system_error("sync the folder of"));
  }
  return {};
}

} // namespace lpaz::bulk
