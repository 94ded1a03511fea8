#include "support/fake_clock.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/admin/setup/creation_intent.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
using admin::CreationIntent;

namespace {

std::filesystem::path only_file(const std::filesystem::path& folder)
{
  REQUIRE(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
  return std::filesystem::directory_iterator(folder)->path();
}

} // namespace

TEST_CASE("An intent outlives the object that recorded it, for ten minutes")
{
  test::TempDir folder;
  test::FakeClock clock;
  CHECK_FALSE(CreationIntent(folder.path(), "key", clock).is_recent());
  REQUIRE(CreationIntent(folder.path(), "key", clock).record());
  const CreationIntent later(folder.path(), "key", clock);
  CHECK(later.is_recent());
  clock.advance(9min + 59s);
  CHECK(later.is_recent());
  clock.advance(1s);
  CHECK_FALSE(later.is_recent());
}

TEST_CASE("An intent that was cleared is none, and clearing none does no harm")
{
  test::TempDir folder;
  test::FakeClock clock;
  CreationIntent intent(folder.path(), "key", clock);
  intent.clear();
  REQUIRE(intent.record());
  intent.clear();
  CHECK_FALSE(intent.is_recent());
}

TEST_CASE("Intents of other tenants and names are other intents")
{
  test::TempDir folder;
  test::FakeClock clock;
  REQUIRE(CreationIntent(folder.path(), "tenant\nLastPass", clock).record());
  CHECK_FALSE(CreationIntent(folder.path(), "tenant\nOther", clock).is_recent());
  CHECK_FALSE(CreationIntent(folder.path(), "other\nLastPass", clock).is_recent());
}

TEST_CASE("No key can lead out of the folder")
{
  test::TempDir folder;
  test::FakeClock clock;
  const auto inside = folder / "cache";
  REQUIRE(CreationIntent(inside, "../../etc/x", clock).record());
  CHECK(only_file(folder.path()) == inside);
  CHECK(only_file(inside).filename().string().starts_with("creating-"));
}

TEST_CASE("The folder of an intent is made, for its owner alone")
{
  test::TempDir folder;
  test::FakeClock clock;
  REQUIRE(CreationIntent(folder / "new", "key", clock).record());
  const auto permissions = std::filesystem::status(folder / "new").permissions();
  CHECK(permissions == std::filesystem::perms::owner_all);
}

TEST_CASE("A damaged intent is none")
{
  for (const std::string& text :
       {std::string(), std::string("x"), std::string("2026"), std::string(1000, 'x')}) {
    test::TempDir folder;
    test::FakeClock clock;
    const CreationIntent intent(folder.path(), "key", clock);
    REQUIRE(CreationIntent(folder.path(), "key", clock).record());
    std::ofstream(only_file(folder.path()), std::ios::trunc) << text;
    CHECK_FALSE(intent.is_recent());
  }
}

TEST_CASE("Where an intent cannot be recorded the caller is told")
{
  test::TempDir folder;
  test::FakeClock clock;
  std::ofstream(folder / "file") << "x";
  CHECK_FALSE(CreationIntent(folder / "file", "key", clock).record());
}

TEST_CASE("One run at a time holds the lock of an app; those of other apps do not wait")
{
  test::TempDir folder;
  test::FakeClock clock;
  CreationIntent first(folder.path(), "tenant\nLastPass", clock);
  CreationIntent second(folder.path(), "tenant\nLastPass", clock);
  CreationIntent other(folder.path(), "tenant\nOther", clock);
  {
    const auto held = first.lock(0s);
    REQUIRE(held);
    const auto refused = second.lock(30s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::unavailable);
    CHECK(refused.error().message.find("another lpaz configure-app") != std::string::npos);
    CHECK(clock.steady_now().time_since_epoch() == 30s);
    CHECK(other.lock(0s));
  }
  CHECK(second.lock(0s));
}

TEST_CASE("Where there is no place for a lock the caller is told so, not that somebody holds it")
{
  test::TempDir folder;
  test::FakeClock clock;
  std::ofstream(folder / "file") << "x";
  const auto lock = CreationIntent(folder / "file", "key", clock).lock(30s);
  REQUIRE_FALSE(lock);
  CHECK(lock.error().kind != ErrorKind::unavailable);
  CHECK(clock.sleeps().empty());
}
