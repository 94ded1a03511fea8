#include "lpaz/util/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace lpaz::util {

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

Result<FileLock> FileLock::acquire(const std::filesystem::path& path)
{
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.valid()) {
    return fail(
        ErrorKind::failed,
        fmt::format("cannot open the lock file {}: {}", path.string(), std::strerror(errno)));
  }
  while (::flock(file.get(), LOCK_EX) != 0) {
    if (errno != EINTR) {
      return fail(ErrorKind::failed,
                  fmt::format("cannot lock {}: {}", path.string(), std::strerror(errno)));
    }
  }
  return FileLock(std::move(file));
}

} // namespace lpaz::util
