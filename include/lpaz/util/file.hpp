#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace lpaz::util {

// The whole file; fails with ErrorKind::not_found if there is none, with ErrorKind::usage if it is
// longer than `max_bytes` or cannot be read.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes);

// The same for a file that holds our secrets: a symbolic link, a file of another owner, or one that
// group or others may read is refused with ErrorKind::refused.
Result<std::string> read_private_file(const std::filesystem::path& path, std::size_t max_bytes);

// Writes `content` to a temporary file (0600) beside `path`, syncs it and renames it over `path`.
Status write_private_file(const std::filesystem::path& path, std::string_view content);

// Fails as write_private_file() would now; what is at `path` stays as it is.
Status try_private_file(const std::filesystem::path& path);

// Makes the folder, parents included, with mode 0700. One that exists must be a real folder of
// this user which nobody else may write to; a mode wider than 0700 is narrowed.
Status ensure_private_directory(const std::filesystem::path& path);

// Owner of a file descriptor.
class FileDescriptor {
public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : m_fd(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();
  int get() const { return m_fd; }
  bool valid() const { return m_fd >= 0; }

private:
  int m_fd = -1;
};

// An exclusive flock() on `path` (made with 0600, never through a symbolic link), held until the
// object dies. The kernel drops it when the process ends, so no stale lock remains.
class FileLock {
public:
  // Waits for the lock, at most `limit`: ErrorKind::unavailable if another holds it even then,
  // ErrorKind::interrupted if the user asks to stop meanwhile.
  static Result<FileLock>
  acquire(const std::filesystem::path& path, Clock& clock, std::chrono::milliseconds limit);

private:
  explicit FileLock(FileDescriptor file) : m_file(std::move(file)) {}
  FileDescriptor m_file;
};

// All of standard input up to `max_bytes`; more is ErrorKind::usage.
Result<std::string> read_standard_input(std::size_t max_bytes);

} // namespace lpaz::util
