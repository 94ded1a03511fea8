#pragma once

#include "lpaz/util/file.hpp"
#include "lpaz/util/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace lpaz::bulk {

// The longest line; longer ones are no lines of ours.
inline constexpr std::size_t k_longest_journal_line = std::size_t{1} << 20U;

// An append-only file of lines with one writer. Each line is on the disk before append() returns.
class JournalFile {
public:
  // Where the complete lines end, and what stands behind them: a line whose writing was cut off.
  // After a power loss it may be NULs in part.
  struct Tail {
    std::uint64_t begin = 0;
    std::string text;
  };
  using TakeLine = std::function<Status(std::string_view line, std::size_t number)>;

  // Locked until the object dies; ErrorKind::conflict if another process has it.
  static Result<JournalFile> open(const std::filesystem::path& path);

  // All complete lines in turn; stops at the first error. With a tail, append() fails until cut().
  Result<Tail> read(const TakeLine& take_line);
  Status append(std::string_view line);
  // Cuts the file off at `size` bytes.
  Status cut(std::uint64_t size);
  // Makes a new file's name last.
  Status sync_folder() const;
  // The path, for people.
  std::string name() const { return m_path.string(); }

private:
  JournalFile(util::FileDescriptor file, std::filesystem::path path)
      : m_file(std::move(file)), m_path(std::move(path))
  {
  }
  Status check_owner() const;
  Status read_chunks(const std::function<Status(std::string_view chunk)>& take) const;
  Status write_all(std::string_view content);
  Error system_error(std::string_view what) const;

  util::FileDescriptor m_file;
  std::filesystem::path m_path;
  std::uint64_t m_size = 0; // of the complete lines that were read or written
  bool m_broken = false;    // the end of the file is not known to be a line end
};

} // namespace lpaz::bulk
