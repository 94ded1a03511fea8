#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/auth/token_cache.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <optional>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;

namespace {

struct TokenCacheFixture {
  test::TempDir folder;
  test::FakeClock clock;
  test::FakeLog log;
  auth::TokenCacheKey key{
      "https://login.example", "tenant", "app", "", {"scope"}, util::Secret("s1")};
  auth::TokenRequestContext context;
  int fetches = 0;
  std::optional<Error> failure;

  Result<auth::AccessToken> fetch()
  {
    ++fetches;
    if (failure) {
      return fail(*failure);
    }
    auth::AccessToken access;
    access.token = util::Secret("token" + std::to_string(fetches));
    access.expires_on = clock.now() + 3600s;
    access.refresh_on = clock.now() + 3300s;
    return access;
  }

  std::string get(auth::TokenCache& cache)
  {
    const auto access = cache.get(key, context, [this] { return fetch(); });
    return access ? access->token.reveal() : "error: " + access.error().message;
  }

  // As another process would: a cache of its own on the same folder.
  std::string get_anew()
  {
    auth::TokenCache cache(folder.path(), clock, log);
    return get(cache);
  }

  std::filesystem::path token_file() const
  {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      if (entry.path().extension() == ".json") {
        return entry.path();
      }
    }
    return {};
  }

  void fail_next(ErrorKind kind)
  {
    failure.emplace();
    failure->kind = kind;
    failure->message = "refused";
  }
};

} // namespace

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache asks once for any number of runs")
{
  for (int i = 0; i < 5; ++i) {
    CHECK(get_anew() == "token1");
  }
  CHECK(fetches == 1);
  CHECK(log.warnings().empty());
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache without a folder remembers in memory")
{
  auth::TokenCache cache(std::nullopt, clock, log);
  CHECK(get(cache) == "token1");
  CHECK(get(cache) == "token1");
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache keeps tokens of different keys apart")
{
  CHECK(get_anew() == "token1");
  SUBCASE("authority")
  {
    key.authority = "https://login.other";
  }
  SUBCASE("tenant")
  {
    key.tenant_id = "other";
  }
  SUBCASE("client")
  {
    key.client_id = "other";
  }
  SUBCASE("account")
  {
    key.account = "other";
  }
  SUBCASE("scopes")
  {
    key.scopes = {"scope", "other"};
  }
  SUBCASE("scopes of another cut")
  {
    key.scopes = {"scope other"};
  }
  CHECK(get_anew() == "token2");
}

TEST_CASE_FIXTURE(TokenCacheFixture,
                  "TokenCache never serves a token to a caller with another secret")
{
  auth::TokenCache cache(folder.path(), clock, log);
  CHECK(get(cache) == "token1");
  key.secret = util::Secret("s2");
  fail_next(ErrorKind::sign_in);
  SUBCASE("from memory")
  {
    CHECK(get(cache) == "error: refused");
  }
  SUBCASE("from disk")
  {
    CHECK(get_anew() == "error: refused");
  }
  failure.reset();
  key.secret = util::Secret("s1");
  CHECK(get_anew() == "token1"); // the failure of one does not cost the other its token
}

TEST_CASE_FIXTURE(TokenCacheFixture,
                  "TokenCache replaces a token past its refresh time, once for all")
{
  CHECK(get_anew() == "token1");
  clock.advance(3299s);
  CHECK(get_anew() == "token1");
  clock.advance(2s);
  CHECK(get_anew() == "token2");
  CHECK(get_anew() == "token2");
}

TEST_CASE_FIXTURE(TokenCacheFixture,
                  "TokenCache uses the old token while it lives when the renewal fails")
{
  CHECK(get_anew() == "token1");
  clock.advance(3400s);
  fail_next(ErrorKind::unavailable);
  CHECK(get_anew() == "token1");
  REQUIRE(log.warnings().size() == 1);
  CHECK(log.warnings()[0].find("2026-01-02T04:04:05Z") != std::string::npos);
  CHECK(log.warnings()[0].find("refused") != std::string::npos);
  SUBCASE("and does not try again within the minute")
  {
    CHECK(get_anew() == "token1");
    CHECK(fetches == 2);
    clock.advance(61s);
    failure.reset();
    CHECK(get_anew() == "token3");
  }
  SUBCASE("but never beyond its end")
  {
    clock.advance(201s);
    CHECK(get_anew() == "error: refused");
  }
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache replaces a token with less life than asked for")
{
  CHECK(get_anew() == "token1");
  clock.advance(1000s);
  context.minimum_life = 2600s;
  CHECK(get_anew() == "token1");
  context.minimum_life = 2601s;
  CHECK(get_anew() == "token2");
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache does not hand a rejected token out again")
{
  auth::TokenCache cache(folder.path(), clock, log);
  CHECK(get(cache) == "token1");
  context.rejected = util::Secret("token1");
  SUBCASE("but fetches a new one")
  {
    CHECK(get(cache) == "token2");
  }
  SUBCASE("not even when there is no new one")
  {
    fail_next(ErrorKind::unavailable);
    CHECK(get(cache) == "error: refused");
  }
  SUBCASE("and takes the one that another process has got meanwhile")
  {
    CHECK(get_anew() == "token2");
    CHECK(get(cache) == "token2");
    CHECK(fetches == 2);
  }
}

TEST_CASE_FIXTURE(TokenCacheFixture,
                  "TokenCache asks anew when told to, and reports the failure of that")
{
  CHECK(get_anew() == "token1");
  SUBCASE("by the caller")
  {
    context.force_new = true;
  }
  SUBCASE("by claims")
  {
    context.claims = "{}";
  }
  CHECK(get_anew() == "token2");
  fail_next(ErrorKind::sign_in);
  CHECK(get_anew() == "error: refused");
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache asks again after a failure")
{
  fail_next(ErrorKind::sign_in);
  CHECK(get_anew() == "error: refused");
  failure.reset();
  CHECK(get_anew() == "token2");
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache forgets one key or all")
{
  auth::TokenCache cache(folder.path(), clock, log);
  CHECK(get(cache) == "token1");
  const auto first = key;
  key.client_id = "other";
  CHECK(get(cache) == "token2");
  SUBCASE("one")
  {
    REQUIRE(cache.remove(key));
    REQUIRE(cache.remove(key));
    CHECK(get(cache) == "token3");
    key = first;
    CHECK(get(cache) == "token1");
  }
  SUBCASE("all, left-over temporary files included")
  {
    std::ofstream(folder / "token-0.json.x.tmp") << "token";
    std::ofstream(folder / "journal.csv") << "not ours";
    REQUIRE(cache.clear());
    CHECK(token_file().empty());
    CHECK_FALSE(std::filesystem::exists(folder / "token-0.json.x.tmp"));
    CHECK(std::filesystem::exists(folder / "journal.csv"));
    CHECK(get(cache) == "token3");
  }
}

TEST_CASE_FIXTURE(TokenCacheFixture, "TokenCache works without the disk, with one warning")
{
  auto place = folder / "cache";
  SUBCASE("when the folder is a file")
  {
    std::ofstream(place) << "x";
  }
  SUBCASE("when the folder is a link")
  {
    std::filesystem::create_directory(folder / "real");
    std::filesystem::create_symlink(folder / "real", place);
  }
  SUBCASE("when a parent is a file")
  {
    std::ofstream(folder / "parent") << "x";
    place = folder / "parent" / "cache";
  }
  SUBCASE("when the lock cannot be had")
  {
    {
      auth::TokenCache warm(place, clock, log);
    }
    const auto name = "token-" + key.id().substr(0, 32) + ".lock";
    std::filesystem::create_directory(place / name);
  }
  SUBCASE("when the file cannot be replaced")
  {
    {
      auth::TokenCache warm(place, clock, log);
    }
    const auto name = "token-" + key.id().substr(0, 32) + ".failed";
    std::filesystem::create_directories(place / name); // harmless by itself
    std::filesystem::create_directories(place / ("token-" + key.id().substr(0, 32) + ".json") /
                                        "full");
  }
  auth::TokenCache cache(place, clock, log);
  CHECK(get(cache) == "token1");
  CHECK(get(cache) == "token1");
  key.client_id = "other";
  CHECK(get(cache) == "token2");
  int given_up = 0;
  for (const auto& warning : log.warnings()) {
    given_up += warning.find("cannot be used") != std::string::npos ? 1 : 0;
  }
  CHECK(given_up == 1);
}
