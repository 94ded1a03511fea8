#include "support/temp_dir.hpp"

#include "lpaz/util/file.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string>

namespace lpaz::util {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& content, mode_t mode = 0600)
{
  std::ofstream(path) << content;
  REQUIRE(::chmod(path.c_str(), mode) == 0);
}

unsigned mode_of(const fs::path& path)
{
  struct stat status = {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

std::ptrdiff_t entries(const fs::path& folder)
{
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

// A file mode creation mask that takes nothing away, for as long as the object lives.
class NoUmask {
public:
  NoUmask() : m_before(::umask(0)) {}
  NoUmask(const NoUmask&) = delete;
  NoUmask& operator=(const NoUmask&) = delete;
  ~NoUmask() { ::umask(m_before); }

private:
  mode_t m_before;
};

TEST_CASE("read_file gives the whole file up to its limit and not one byte more")
{
  const test::TempDir dir;
  const std::string content(100'000, 'x');
  write(dir / "f", content);
  CHECK(read_file(dir / "f", content.size()).value() == content);
  const auto longer = read_file(dir / "f", content.size() - 1);
  REQUIRE_FALSE(longer.has_value());
  CHECK(longer.error().kind == ErrorKind::usage);
}

TEST_CASE("read_file keeps bytes as they are")
{
  const test::TempDir dir;
  const std::string content("a\0b\r\n\xff", 6);
  write(dir / "f", content);
  CHECK(read_file(dir / "f", 10).value() == content);
}

TEST_CASE("read_file tells an absent file from one that cannot be read")
{
  const test::TempDir dir;
  const auto absent = read_file(dir / "none", 10);
  REQUIRE_FALSE(absent.has_value());
  CHECK(absent.error().kind == ErrorKind::not_found);
  CHECK(absent.error().message.find("none") != std::string::npos);
  const auto folder = read_file(dir.path(), 10);
  REQUIRE_FALSE(folder.has_value());
  CHECK(folder.error().kind == ErrorKind::usage);
}

TEST_CASE("read_private_file reads a plain file that is ours alone")
{
  const test::TempDir dir;
  write(dir / "f", "secret");
  CHECK(read_private_file(dir / "f", 10).value() == "secret");
  CHECK(read_private_file(dir / "f", 5).error().kind == ErrorKind::usage);
  CHECK(read_private_file(dir / "none", 5).error().kind == ErrorKind::not_found);
}

TEST_CASE("read_private_file refuses what others could have written or read")
{
  const test::TempDir dir;
  const auto kind = [&dir](std::string_view name) {
    const auto content = read_private_file(dir / name, 100);
    REQUIRE_FALSE(content.has_value());
    return content.error().kind;
  };
  for (const mode_t mode : {0640U, 0604U, 0660U, 0602U, 0610U}) {
    CAPTURE(mode);
    write(dir / "open", "x", mode);
    CHECK(kind("open") == ErrorKind::refused);
  }
  write(dir / "f", "x");
  fs::create_symlink(dir / "f", dir / "link");
  CHECK(kind("link") == ErrorKind::refused);
  fs::create_symlink(dir / "nowhere", dir / "dangling");
  CHECK(kind("dangling") == ErrorKind::refused);
  fs::create_directory(dir / "folder");
  CHECK(kind("folder") == ErrorKind::refused);
}

TEST_CASE("read_private_file does not hang on a named pipe")
{
  const test::TempDir dir;
  REQUIRE(::mkfifo((dir / "pipe").c_str(), 0600) == 0);
  CHECK(read_private_file(dir / "pipe", 100).error().kind == ErrorKind::refused);
}

TEST_CASE("read_private_file refuses a file of another owner")
{
  if (::geteuid() != 0) {
    return; // only root can give a file away
  }
  const test::TempDir dir;
  write(dir / "f", "x");
  REQUIRE(::chown((dir / "f").c_str(), 65534, 65534) == 0);
  CHECK(read_private_file(dir / "f", 100).error().kind == ErrorKind::refused);
}

TEST_CASE("write_private_file makes a 0600 file whatever the umask is")
{
  const NoUmask no_umask;
  const test::TempDir dir;
  REQUIRE(write_private_file(dir / "f", "secret"));
  CHECK(mode_of(dir / "f") == 0600);
  CHECK(read_private_file(dir / "f", 100).value() == "secret");
}

TEST_CASE("write_private_file replaces the file, narrows its mode and leaves nothing beside it")
{
  const test::TempDir dir;
  write(dir / "f", "an older and longer content", 0666);
  REQUIRE(write_private_file(dir / "f", "new"));
  CHECK(read_private_file(dir / "f", 100).value() == "new");
  CHECK(mode_of(dir / "f") == 0600);
  CHECK(entries(dir.path()) == 1);
}

TEST_CASE("write_private_file never writes through a symbolic link")
{
  const test::TempDir dir;
  write(dir / "target", "untouched");
  fs::create_symlink(dir / "target", dir / "link");
  REQUIRE(write_private_file(dir / "link", "secret"));
  CHECK(read_file(dir / "target", 100).value() == "untouched");
  CHECK(fs::symlink_status(dir / "link").type() == fs::file_type::regular);
}

TEST_CASE("write_private_file that fails leaves no temporary file")
{
  const test::TempDir dir;
  fs::create_directory(dir / "occupied");
  write(dir / "occupied" / "f", "x");
  CHECK_FALSE(write_private_file(dir / "occupied", "secret"));
  CHECK(entries(dir.path()) == 1);
  CHECK_FALSE(write_private_file(dir / "none" / "f", "secret"));
}

TEST_CASE("try_private_file says whether a file can be written, and changes nothing")
{
  const test::TempDir dir;
  CHECK(try_private_file(dir / "new"));
  CHECK(entries(dir.path()) == 0);
  write(dir / "f", "content", 0600);
  CHECK(try_private_file(dir / "f"));
  CHECK(read_file(dir / "f", 100).value() == "content");
  CHECK(entries(dir.path()) == 1);
}

TEST_CASE("try_private_file fails where write_private_file would")
{
  const test::TempDir dir;
  fs::create_directory(dir / "folder");
  write(dir / "f", "x");
  for (const fs::path& path :
       {dir / "folder", dir / "none" / "f", dir / "f" / "g", dir / std::string(300, 'x')}) {
    CAPTURE(path);
    const auto tried = try_private_file(path);
    REQUIRE_FALSE(tried);
    CHECK(tried.error().message.find(path.string()) != std::string::npos);
    CHECK_FALSE(write_private_file(path, "content"));
  }
  CHECK(entries(dir.path()) == 2);
}

TEST_CASE("ensure_private_directory makes the whole path with 0700 whatever the umask is")
{
  const NoUmask no_umask;
  const test::TempDir dir;
  REQUIRE(ensure_private_directory(dir / "a" / "b"));
  CHECK(mode_of(dir / "a") == 0700);
  CHECK(mode_of(dir / "a" / "b") == 0700);
  CHECK(ensure_private_directory(dir / "a" / "b"));
}

TEST_CASE("ensure_private_directory narrows the mode of a folder that exists")
{
  const test::TempDir dir;
  fs::create_directory(dir / "wide");
  REQUIRE(::chmod((dir / "wide").c_str(), 0755) == 0);
  REQUIRE(ensure_private_directory(dir / "wide"));
  CHECK(mode_of(dir / "wide") == 0700);
}

TEST_CASE("ensure_private_directory refuses links, files and folders of others")
{
  const test::TempDir dir;
  fs::create_directory(dir / "real");
  fs::create_directory_symlink(dir / "real", dir / "link");
  CHECK(ensure_private_directory(dir / "link").error().kind == ErrorKind::refused);
  CHECK(ensure_private_directory(fs::path((dir / "link").string() + "/")).error().kind ==
        ErrorKind::refused);
  write(dir / "file", "x");
  CHECK(ensure_private_directory(dir / "file").error().kind == ErrorKind::refused);
  if (::geteuid() == 0) {
    REQUIRE(::chown((dir / "real").c_str(), 65534, 65534) == 0);
    CHECK(ensure_private_directory(dir / "real").error().kind == ErrorKind::refused);
  }
}

TEST_CASE("FileDescriptor closes what it owns, once")
{
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  {
    FileDescriptor first(ends[0]);
    const FileDescriptor second(std::move(first));
    CHECK(second.get() == ends[0]);
    CHECK(::fcntl(ends[0], F_GETFD) >= 0);
  }
  CHECK(::fcntl(ends[0], F_GETFD) < 0);
  FileDescriptor other(ends[1]);
  {
    FileDescriptor taken;
    CHECK_FALSE(taken.valid());
    taken = std::move(other);
    CHECK(taken.valid());
  }
  CHECK(::fcntl(ends[1], F_GETFD) < 0);
}

TEST_CASE("read_standard_input reads to the end, up to its limit")
{
  const test::TempDir dir;
  write(dir / "input", "four");
  const FileDescriptor before(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3));
  REQUIRE(before.valid());
  const auto read_with = [&dir](std::size_t max_bytes) {
    const FileDescriptor file(::open((dir / "input").c_str(), O_RDONLY | O_CLOEXEC));
    REQUIRE(::dup2(file.get(), STDIN_FILENO) == STDIN_FILENO);
    return read_standard_input(max_bytes);
  };
  CHECK(read_with(4).value() == "four");
  CHECK(read_with(3).error().kind == ErrorKind::usage);
  REQUIRE(::dup2(before.get(), STDIN_FILENO) == STDIN_FILENO);
}

} // namespace
} // namespace lpaz::util
