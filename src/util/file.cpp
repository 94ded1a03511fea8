#include "lpaz/util/file.hpp"

#include "lpaz/util/uuid.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace lpaz::util {
namespace {

namespace fs = std::filesystem;

Error system_error(ErrorKind kind, std::string_view what, const fs::path& path)
{
  Error error;
  error.kind = errno == ENOENT ? ErrorKind::not_found : kind;
  error.message = fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno));
  return error;
}

Result<std::string> read_all(int fd, std::size_t max_bytes, const std::string& name)
{
  std::string content;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t count = ::read(fd, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return fail(system_error(ErrorKind::usage, "read", name));
    }
    if (count == 0) {
      return content;
    }
    content.append(buffer.data(), static_cast<std::size_t>(count));
    if (content.size() > max_bytes) {
      return fail(ErrorKind::usage, fmt::format("{} is longer than {} bytes", name, max_bytes));
    }
  }
}

Status write_all(int fd, std::string_view content, const fs::path& path)
{
  while (!content.empty()) {
    const ssize_t count = ::write(fd, content.data(), content.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      return fail(system_error(ErrorKind::failed, "write", path));
    }
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

Status write_and_sync(int fd, std::string_view content, const fs::path& path)
{
  LPAZ_CHECK(write_all(fd, content, path));
  if (::fsync(fd) != 0) {
    return fail(system_error(ErrorKind::failed, "sync", path));
  }
  return {};
}

fs::path temporary_beside(const fs::path& path)
{
  return path.string() + "." + new_uuid() + ".tmp";
}

FileDescriptor create_private(const fs::path& path)
{
  return FileDescriptor(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
}

} // namespace

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes)
{
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) {
    return fail(system_error(ErrorKind::usage, "open", path));
  }
  return read_all(file.get(), max_bytes, path.string());
}

Result<std::string> read_private_file(const fs::path& path, std::size_t max_bytes)
{
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.valid()) {
    return fail(system_error(errno == ELOOP ? ErrorKind::refused : ErrorKind::usage, "open", path));
  }
  struct stat status = {};
  if (::fstat(file.get(), &status) != 0) {
    return fail(system_error(ErrorKind::usage, "look at", path));
  }
  if (!S_ISREG(status.st_mode) || status.st_uid != ::geteuid() || (status.st_mode & 077U) != 0) {
    return fail(
        ErrorKind::refused,
        fmt::format("{} must be a regular file of yours that nobody else may read", path.string()),
        fmt::format("chmod 600 {}", path.string()));
  }
  return read_all(file.get(), max_bytes, path.string());
}

Status write_private_file(const fs::path& path, std::string_view content)
{
  const fs::path temporary = temporary_beside(path);
  const FileDescriptor file = create_private(temporary);
  if (!file.valid()) {
    return fail(system_error(ErrorKind::failed, "create", temporary));
  }
  Status written = write_and_sync(file.get(), content, temporary);
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = fail(system_error(ErrorKind::failed, "replace", path));
  }
  if (!written) {
    ::unlink(temporary.c_str());
  }
  return written;
}

Status try_private_file(const fs::path& path)
{
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return fail(ErrorKind::failed, fmt::format("cannot replace {}: it is a folder", path.string()));
  }
  const fs::path temporary = temporary_beside(path);
  const FileDescriptor file = create_private(temporary);
  if (!file.valid()) {
    return fail(system_error(ErrorKind::failed, "create", path));
  }
  ::unlink(temporary.c_str());
  return {};
}

Status ensure_private_directory(const fs::path& path)
{
  if (!path.has_filename() && path.has_relative_path()) {
    return ensure_private_directory(path.parent_path()); // "a/" would follow a link named "a"
  }
  std::error_code error;
  if (path.has_parent_path() && !fs::exists(path.parent_path(), error)) {
    LPAZ_CHECK(ensure_private_directory(path.parent_path()));
  }
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return fail(system_error(ErrorKind::failed, "create the folder", path));
  }
  const FileDescriptor folder(
      ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  struct stat status = {};
  if (!folder.valid() || ::fstat(folder.get(), &status) != 0) {
    return fail(system_error(ErrorKind::refused, "use the folder", path));
  }
  if (status.st_uid != ::geteuid()) {
    return fail(ErrorKind::refused,
                fmt::format("the folder {} belongs to somebody else", path.string()));
  }
  if ((status.st_mode & 077U) != 0 && ::fchmod(folder.get(), 0700) != 0) {
    return fail(system_error(ErrorKind::refused, "restrict access to the folder", path));
  }
  return {};
}

Result<std::string> read_standard_input(std::size_t max_bytes)
{
  return read_all(STDIN_FILENO, max_bytes, "standard input");
}

} // namespace lpaz::util
