#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/auth/token_cache.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <latch>
#include <string>
#include <thread>
#include <vector>

using namespace lpaz;
using namespace std::chrono_literals;

namespace {

class SilentLog : public util::Log {
public:
  void warning(std::string_view) override {}
  void detail(std::string_view) override {}
};

auth::TokenCacheKey make_key()
{
  return {"https://login.example", "tenant", "app", "", {"scope"}, util::Secret("s1")};
}

auth::AccessToken make_token(std::string token)
{
  const auto now = util::SystemClock().now();
  return {util::Secret(std::move(token)), now + 1h, now + 55min};
}

// Asks for a token once `gate` closes; every fetch leaves one byte in `count_file`.
int child(int gate, const std::filesystem::path& folder, const std::filesystem::path& count_file)
{
  char byte = 0;
  (void)!::read(gate, &byte, 1);
  util::SystemClock clock;
  test::FakeLog log;
  auth::TokenCache cache(folder, clock, log);
  const auto access = cache.get(make_key(), {}, [&]() -> Result<auth::AccessToken> {
    const int file = ::open(count_file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    const bool counted = ::write(file, "x", 1) == 1;
    ::close(file);
    return make_token(counted ? "the-token" : "not counted");
  });
  return access && access->token == util::Secret("the-token") && log.warnings().empty() ? 0 : 1;
}

// Tells when somebody reads it, which TokenCache does right before it waits for the lock.
class WatchedClock : public util::SystemClock {
public:
  explicit WatchedClock(std::latch& read) : m_read(read) {}
  util::TimePoint now() const override
  {
    const auto time = SystemClock::now();
    if (!m_told.exchange(true)) {
      m_read.count_down();
    }
    return time;
  }

private:
  std::latch& m_read;
  mutable std::atomic<bool> m_told = false;
};

// Another process holds the lock of the token.
struct HeldLock {
  HeldLock()
  {
    REQUIRE(other.open());
    held = other.lock(make_key(), clock, 0s);
    REQUIRE(held);
  }

  test::TempDir folder;
  test::FakeClock clock;
  test::FakeLog log;
  auth::TokenCacheFile other{folder / "cache", log};
  Result<util::FileLock> held = fail(ErrorKind::failed, "not locked");
};

} // namespace

TEST_CASE("twenty processes that start at the same moment make one token request")
{
  const test::TempDir folder;
  std::array<int, 2> gate{};
  REQUIRE(::pipe2(gate.data(), O_CLOEXEC) == 0);
  std::vector<pid_t> children;
  for (int i = 0; i < 20; ++i) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      ::close(gate[1]);
      ::_exit(child(gate[0], folder / "cache", folder / "count"));
    }
    children.push_back(pid);
  }
  ::close(gate[0]);
  ::close(gate[1]); // lets all of them go
  for (const pid_t pid : children) {
    int status = -1;
    ::waitpid(pid, &status, 0);
    CHECK(status == 0);
  }
  CHECK(std::filesystem::file_size(folder / "count") == 1);
}

TEST_CASE("threads that share one TokenCache make one token request")
{
  const test::TempDir folder;
  util::SystemClock clock;
  SilentLog log;
  auth::TokenCache cache(folder / "cache", clock, log);
  std::atomic<int> fetches = 0;
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto access = cache.get(make_key(), {}, [&]() -> Result<auth::AccessToken> {
        ++fetches;
        return make_token("the-token");
      });
      good += access && access->token == util::Secret("the-token") ? 1 : 0;
    });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(fetches == 1);
  CHECK(good == 8);
}

TEST_CASE("those who waited for a failed sign-in get its error without one of their own")
{
  const test::TempDir folder;
  std::latch others_wait(3);
  std::latch first_fetches(1);
  std::atomic<int> fetches = 0;
  std::atomic<int> failures = 0;
  const auto run = [&](util::Clock&& clock, bool first) {
    SilentLog log;
    auth::TokenCache cache(folder / "cache", clock, log);
    const auto access = cache.get(make_key(), {}, [&]() -> Result<auth::AccessToken> {
      ++fetches;
      if (first) {
        first_fetches.count_down();
        others_wait.wait();
      }
      return fail(ErrorKind::sign_in, "refused");
    });
    failures += !access && access.error().message == "refused" ? 1 : 0;
  };
  std::vector<std::thread> threads;
  threads.emplace_back([&] { run(util::SystemClock(), true); });
  first_fetches.wait();
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&] { run(WatchedClock(others_wait), false); });
  }
  for (auto& thread : threads) {
    thread.join();
  }
  CHECK(fetches == 1);
  CHECK(failures == 4);
}

TEST_CASE("readers of a good token do not wait for a writer")
{
  const test::TempDir folder;
  util::SystemClock clock;
  SilentLog log;
  const auto fetch = []() -> Result<auth::AccessToken> { return make_token("the-token"); };
  auth::TokenCache first(folder / "cache", clock, log);
  REQUIRE(first.get(make_key(), {}, fetch));
  auth::TokenCacheFile file(folder / "cache", log);
  const auto held = file.lock(make_key(), clock, 1h);
  REQUIRE(held);
  auth::TokenCache second(folder / "cache", clock, log);
  const auto access = second.get(make_key(), {}, fetch); // would hang
  REQUIRE(access);
  CHECK(access->token == util::Secret("the-token"));
}

TEST_CASE_FIXTURE(HeldLock,
                  "a lock that another process holds for too long ends the sharing, with a warning")
{
  auth::TokenCache cache(folder / "cache", clock, log, 30s);
  const auto fetch = []() -> Result<auth::AccessToken> { return make_token("the-token"); };
  const auto access = cache.get(make_key(), {}, fetch);
  REQUIRE(access);
  CHECK(access->token == util::Secret("the-token"));
  CHECK(clock.steady_now().time_since_epoch() == 30s);
  REQUIRE(log.warnings().size() == 1);
  CHECK(log.warnings()[0].find("every run signs in again: another process has held the lock") !=
        std::string::npos);
  CHECK_FALSE(other.read(make_key()).has_value());
  CHECK(cache.get(make_key(), {}, fetch)); // from memory, without another wait
  CHECK(clock.steady_now().time_since_epoch() == 30s);
}

TEST_CASE_FIXTURE(HeldLock, "the user can stop the wait for another process's lock at once")
{
  clock.interrupt_sleep(1);
  auth::TokenCache cache(folder / "cache", clock, log);
  int fetches = 0;
  const auto access = cache.get(make_key(), {}, [&]() -> Result<auth::AccessToken> {
    ++fetches;
    return make_token("the-token");
  });
  REQUIRE_FALSE(access);
  CHECK(access.error().kind == ErrorKind::interrupted);
  CHECK(fetches == 0);
  CHECK(log.warnings().empty());
}
