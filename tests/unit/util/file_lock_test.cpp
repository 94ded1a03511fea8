#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/util/file.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace lpaz::util {
namespace {

// Waits as long as it takes.
Result<FileLock> acquire(const std::filesystem::path& path)
{
  SystemClock clock;
  return FileLock::acquire(path, clock, std::chrono::hours(1));
}

bool is_free(const std::filesystem::path& path)
{
  const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  return file.valid() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
}

TEST_CASE("A FileLock is held until the object dies, also when it was moved")
{
  const test::TempDir dir;
  std::optional<FileLock> kept;
  {
    auto lock = acquire(dir / "lock");
    REQUIRE(lock.has_value());
    CHECK_FALSE(is_free(dir / "lock"));
    kept.emplace(*std::move(lock));
  }
  CHECK_FALSE(is_free(dir / "lock"));
  kept.reset();
  CHECK(is_free(dir / "lock"));
}

TEST_CASE("The lock file is made with 0600 and its content is left alone")
{
  const test::TempDir dir;
  const auto before = ::umask(0);
  const bool locked = acquire(dir / "new").has_value();
  ::umask(before);
  CHECK(locked);
  struct stat status = {};
  REQUIRE(::stat((dir / "new").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777U) == 0600U);

  std::ofstream(dir / "old") << "content";
  CHECK(acquire(dir / "old").has_value());
  CHECK(read_file(dir / "old", 100).value() == "content");
}

TEST_CASE("A lock file that is a symbolic link is not followed")
{
  const test::TempDir dir;
  std::filesystem::create_symlink(dir / "elsewhere", dir / "lock");
  CHECK_FALSE(acquire(dir / "lock").has_value());
  CHECK_FALSE(std::filesystem::exists(dir / "elsewhere"));
}

TEST_CASE("A lock that cannot be made names its file")
{
  const test::TempDir dir;
  const auto lock = acquire(dir / "none" / "lock");
  REQUIRE_FALSE(lock.has_value());
  CHECK(lock.error().message.find("none/lock") != std::string::npos);
}

TEST_CASE("Waiting for a lock ends when its time is over, and says which file is held")
{
  const test::TempDir dir;
  const auto held = acquire(dir / "lock");
  REQUIRE(held);
  test::FakeClock clock;
  const auto lock = FileLock::acquire(dir / "lock", clock, std::chrono::seconds(20));
  REQUIRE_FALSE(lock);
  CHECK(lock.error().kind == ErrorKind::unavailable);
  CHECK(lock.error().message ==
        "another process has held the lock " + (dir / "lock").string() + " for 20 s");
  CHECK(clock.steady_now().time_since_epoch() == std::chrono::seconds(20));
}

TEST_CASE("Without any time a lock is tried once")
{
  const test::TempDir dir;
  test::FakeClock clock;
  {
    const auto held = FileLock::acquire(dir / "lock", clock, std::chrono::milliseconds(0));
    REQUIRE(held);
    CHECK_FALSE(FileLock::acquire(dir / "lock", clock, std::chrono::milliseconds(0)));
  }
  CHECK(FileLock::acquire(dir / "lock", clock, std::chrono::milliseconds(0)));
  CHECK(clock.sleeps().empty());
}

TEST_CASE("The user can stop the wait for a lock")
{
  const test::TempDir dir;
  const auto held = acquire(dir / "lock");
  REQUIRE(held);
  test::FakeClock clock;
  clock.interrupt_sleep(3);
  const auto lock = FileLock::acquire(dir / "lock", clock, std::chrono::hours(1));
  REQUIRE_FALSE(lock);
  CHECK(lock.error().kind == ErrorKind::interrupted);
  CHECK(clock.sleeps().size() == 3);
}

TEST_CASE("Threads that add to a file under the lock lose nothing")
{
  const test::TempDir dir;
  constexpr int k_threads = 8;
  constexpr int k_rounds = 25;
  std::atomic<int> failures = 0;
  const auto work = [&dir, &failures] {
    for (int i = 0; i < k_rounds; ++i) {
      const auto lock = acquire(dir / "lock");
      const auto before = read_file(dir / "count", 10'000);
      const std::string content = before.value_or("") + "x";
      failures += lock && write_private_file(dir / "count", content) ? 0 : 1;
    }
  };
  std::vector<std::jthread> threads;
  threads.reserve(k_threads);
  for (int i = 0; i < k_threads; ++i) {
    threads.emplace_back(work);
  }
  threads.clear();
  CHECK(failures == 0);
  CHECK(read_file(dir / "count", 10'000).value().size() == k_threads * k_rounds);
}

TEST_CASE("The lock of a process that was killed is free again")
{
  const test::TempDir dir;
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const auto lock = acquire(dir / "lock");
    const char byte = lock ? '1' : '0';
    (void)!::write(ends[1], &byte, 1);
    ::pause();
    ::_exit(0);
  }
  const FileDescriptor reader(ends[0]);
  const FileDescriptor writer(ends[1]);
  char byte = 0;
  REQUIRE(::read(reader.get(), &byte, 1) == 1);
  CHECK(byte == '1');
  CHECK_FALSE(is_free(dir / "lock"));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CHECK(is_free(dir / "lock"));
  CHECK(acquire(dir / "lock").has_value());
}

} // namespace
} // namespace lpaz::util
