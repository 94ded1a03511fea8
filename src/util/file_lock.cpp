#include "lpaz/util/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace lpaz::util {
namespace {

constexpr std::chrono::milliseconds k_first_pause{5};
constexpr std::chrono::milliseconds k_longest_pause{100};

Error held_by_another(const std::filesystem::path& path, std::chrono::milliseconds limit)
{
  Error error;
  error.kind = ErrorKind::unavailable;
  error.message = fmt::format("another process has held the lock {} for {} s",
                              path.string(),
                              std::chrono::ceil<std::chrono::seconds>(limit).count());
  return error;
}

} // namespace

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
{
}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept
{
  std::swap(m_fd, other.m_fd);
  return *this;
}

FileDescriptor::~FileDescriptor()
{
  if (m_fd >= 0) {
    ::close(m_fd);
  }
}

// flock() knows no time limit, so it is asked again and again.
Result<FileLock>
FileLock::acquire(const std::filesystem::path& path, Clock& clock, std::chrono::milliseconds limit)
{
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.valid()) {
    return fail(
        ErrorKind::failed,
        fmt::format("cannot open the lock file {}: {}", path.string(), std::strerror(errno)));
  }
  const auto end = clock.steady_now() + limit;
  auto pause = k_first_pause;
  while (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return fail(ErrorKind::failed,
                  fmt::format("cannot lock {}: {}", path.string(), std::strerror(errno)));
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - clock.steady_now());
    if (left.count() <= 0) {
      return fail(held_by_another(path, limit));
    }
    LPAZ_CHECK(clock.sleep_for(std::min(pause, left)));
    pause = std::min(pause * 2, k_longest_pause);
  }
  return FileLock(std::move(file));
}

} // namespace lpaz::util
