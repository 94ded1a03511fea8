#include "bulk/journal_file.hpp"
#include "support/file_size_limit.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::bulk {
namespace {

using namespace std::string_literals;

std::string content_of(const std::filesystem::path& path)
{
  return util::read_file(path, 10'000'000).value_or("");
}

struct Read {
  std::vector<std::string> lines;
  JournalFile::Tail tail;
};

Read read_lines(JournalFile& file)
{
  Read result;
  auto tail = file.read([&result](std::string_view line, std::size_t number) -> Status {
    CHECK(number == result.lines.size() + 1);
    result.lines.emplace_back(line);
    return {};
  });
  result.tail = tail.value();
  return result;
}

Read read_text(std::string_view text)
{
  const test::TempDir dir;
  CHECK(util::write_private_file(dir / "journal", text).has_value());
  auto file = JournalFile::open(dir / "journal");
  return read_lines(file.value());
}

unsigned mode_of(const std::filesystem::path& path)
{
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

TEST_CASE("A JournalFile is made with 0600 and gives back the lines that were appended")
{
  const test::TempDir dir;
  const auto before = ::umask(0);
  {
    auto file = JournalFile::open(dir / "journal").value();
    ::umask(before);
    CHECK(file.append("one").has_value());
    CHECK(file.append("").has_value());
    CHECK(file.sync_folder().has_value());
  }
  CHECK(mode_of(dir / "journal") == 0600U);
  auto file = JournalFile::open(dir / "journal").value();
  const Read read = read_lines(file);
  CHECK(read.lines == std::vector<std::string>{"one", ""});
  CHECK(read.tail.begin == 5);
  CHECK(read.tail.text.empty());
  CHECK(file.append("two").has_value());
  CHECK(content_of(dir / "journal") == "one\n\ntwo\n");
}

TEST_CASE("A JournalFile tells its complete lines from what was cut off")
{
  struct Case {
    std::string text;
    std::vector<std::string> lines;
    std::string tail;
  };
  const Case cases[] = {
      {"", {}, ""},
      {"a\nb\n", {"a", "b"}, ""},
      {"a\nb", {"a"}, "b"},
      {"a\n\0\0\0"s, {"a"}, "\0\0\0"s},
      {"a\nb\0\0\n"s, {"a"}, "b\0\0\n"s},
      {"a\nb\0\0\nc"s, {"a"}, "b\0\0\nc"s},
      {"a\nb\0\nc\n"s, {"a", "b\0"s, "c"}, ""}, // the taker refuses it
      {"\0\0"s, {}, "\0\0"s},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const Read read = read_text(each.text);
    CHECK(read.lines == each.lines);
    CHECK(read.tail.text == each.tail);
    CHECK(read.tail.begin + each.tail.size() == each.text.size());
  }
}

TEST_CASE("A JournalFile with a tail takes no line until the tail is cut")
{
  const test::TempDir dir;
  REQUIRE(util::write_private_file(dir / "journal", "a\nbc").has_value());
  auto file = JournalFile::open(dir / "journal").value();
  const Read read = read_lines(file);
  CHECK_FALSE(file.append("d").has_value());
  CHECK(file.cut(read.tail.begin).has_value());
  CHECK(file.append("d").has_value());
  CHECK(content_of(dir / "journal") == "a\nd\n");
}

TEST_CASE("A JournalFile reads lines that stretch over its buffer, and stops at one too long")
{
  const std::string longest(k_longest_journal_line, 'x');
  const Read read = read_text("a\n" + longest + "\nb\n");
  REQUIRE(read.lines.size() == 3);
  CHECK(read.lines[1] == longest);
  CHECK(read.lines[2] == "b");

  const test::TempDir dir;
  REQUIRE(util::write_private_file(dir / "journal", std::string(3 * longest.size(), 'x')));
  auto file = JournalFile::open(dir / "journal").value();
  std::size_t seen = 0;
  const auto tail = file.read([&seen](std::string_view line, std::size_t) -> Status {
    seen = line.size();
    return fail(ErrorKind::failed, "too long");
  });
  CHECK_FALSE(tail.has_value());
  CHECK(seen > k_longest_journal_line);
  CHECK(seen < 2 * k_longest_journal_line);
}

TEST_CASE("A JournalFile stops at the error of the taker")
{
  const test::TempDir dir;
  REQUIRE(util::write_private_file(dir / "journal", "a\nb\nc\n"));
  auto file = JournalFile::open(dir / "journal").value();
  std::string seen;
  const auto tail = file.read([&seen](std::string_view line, std::size_t number) -> Status {
    seen += line;
    return number == 2 ? Status(fail(ErrorKind::failed, "no")) : Status();
  });
  CHECK_FALSE(tail.has_value());
  CHECK(seen == "ab");
}

TEST_CASE("A JournalFile that is in use is refused until the other one is gone")
{
  const test::TempDir dir;
  {
    auto first = JournalFile::open(dir / "journal").value();
    const auto second = JournalFile::open(dir / "journal");
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().kind == ErrorKind::conflict);
    CHECK(second.error().message.starts_with("another run is writing the journal "));
    const JournalFile moved = std::move(first);
    CHECK_FALSE(JournalFile::open(dir / "journal").has_value());
  }
  CHECK(JournalFile::open(dir / "journal").has_value());
}

TEST_CASE("A JournalFile is a plain file of this user alone")
{
  const test::TempDir dir;
  const auto kind_of = [&dir](std::string_view name) {
    const auto file = JournalFile::open(dir / name);
    return file ? ErrorKind::defect : file.error().kind;
  };
  std::filesystem::create_symlink(dir / "elsewhere", dir / "link");
  CHECK(kind_of("link") == ErrorKind::refused);
  CHECK_FALSE(std::filesystem::exists(dir / "elsewhere"));

  REQUIRE(::mkfifo((dir / "fifo").c_str(), 0600) == 0);
  CHECK(kind_of("fifo") == ErrorKind::refused);
  CHECK(kind_of("") == ErrorKind::failed); // the folder
  CHECK(kind_of("none/journal") == ErrorKind::failed);

  std::ofstream(dir / "readable") << "line\n";
  REQUIRE(::chmod((dir / "readable").c_str(), 0640) == 0);
  CHECK(kind_of("readable") == ErrorKind::refused);
  CHECK(mode_of(dir / "readable") == 0640U);

  std::ofstream(dir / "empty").close();
  REQUIRE(::chmod((dir / "empty").c_str(), 0644) == 0);
  CHECK(JournalFile::open(dir / "empty").has_value());
  CHECK(mode_of(dir / "empty") == 0600U);

  if (::geteuid() == 0) {
    REQUIRE(util::write_private_file(dir / "foreign", "line\n").has_value());
    REQUIRE(::chown((dir / "foreign").c_str(), 12345, 12345) == 0);
    CHECK(kind_of("foreign") == ErrorKind::refused);
  }
}

TEST_CASE("A JournalFile takes back a line that the disk has no room for")
{
  const test::TempDir dir;
  auto file = JournalFile::open(dir / "journal").value();
  REQUIRE(file.append("one").has_value());
  for (std::size_t room = 4; room < 8; ++room) {
    CAPTURE(room);
    Status written;
    {
      const test::FileSizeLimit limit(room);
      written = file.append("two!");
    }
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().kind == ErrorKind::failed);
    CHECK(content_of(dir / "journal") == "one\n");
  }
  CHECK(file.append("two").has_value());
  CHECK(content_of(dir / "journal") == "one\ntwo\n");
}

} // namespace
} // namespace lpaz::bulk
