#include "support/fake_clock.hpp"
#include "support/fake_log.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/auth/token_cache_file.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>

using namespace lpaz;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct TokenCacheFileFixture {
  test::TempDir folder;
  test::FakeClock clock;
  test::FakeLog log;
  auth::TokenCacheFile file{folder / "cache", log};
  auth::TokenCacheKey key{
      "https://login.example", "tenant", "app", "", {"scope"}, util::Secret("the-secret")};
  fs::path path = folder / "cache" / ("token-" + key.id().substr(0, 32) + ".json");

  TokenCacheFileFixture()
  {
    REQUIRE(file.open());
    REQUIRE(file.write(key, {util::Secret("the-token"), clock.now() + 1h, clock.now() + 55min}));
  }

  std::string content() const
  {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  void overwrite(const std::string& text) const { std::ofstream(path) << text; }

  // A miss with a warning that does not tell what the file holds.
  void check_unusable()
  {
    CHECK_FALSE(file.read(key).has_value());
    REQUIRE(log.warnings().size() == 1);
    CHECK(log.warnings()[0].find(path.filename().string()) != std::string::npos);
    CHECK(log.warnings()[0].find("the-token") == std::string::npos);
  }
};

mode_t mode_of(const fs::path& path)
{
  struct stat status = {};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

} // namespace

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile gives back what it was given")
{
  const auto access = file.read(key);
  REQUIRE(access);
  CHECK(access->token == util::Secret("the-token"));
  CHECK(access->expires_on == clock.now() + 1h);
  CHECK(access->refresh_on == clock.now() + 55min);
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile is private: 0600 in a folder 0700")
{
  CHECK(mode_of(path) == 0600);
  CHECK(mode_of(folder / "cache") == 0700);
}

TEST_CASE_FIXTURE(TokenCacheFileFixture,
                  "TokenCacheFile never holds the secret, nor twice the same proof of it")
{
  const auto first = content();
  CHECK(first.find("the-secret") == std::string::npos);
  const auto proof = [](const std::string& text) {
    return util::string_at(*util::parse_json(text, "file"), "secretProof");
  };
  CHECK(proof(first).size() == 64);
  REQUIRE(file.write(key, *file.read(key)));
  CHECK(proof(first) != proof(content()));
}

TEST_CASE_FIXTURE(TokenCacheFileFixture,
                  "TokenCacheFile has no entry for a key that was never written")
{
  key.tenant_id = "other";
  CHECK_FALSE(file.read(key).has_value());
  CHECK(log.warnings().empty());
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile has no entry for another secret")
{
  key.secret = util::Secret("the-secret2");
  CHECK_FALSE(file.read(key).has_value());
  CHECK(log.warnings().empty());
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile does not use a damaged file")
{
  const auto whole = content();
  SUBCASE("empty")
  {
    overwrite("");
  }
  SUBCASE("cut")
  {
    overwrite(whole.substr(0, whole.size() / 2));
  }
  SUBCASE("not JSON")
  {
    overwrite("hello");
  }
  SUBCASE("another shape")
  {
    overwrite("[1]");
  }
  SUBCASE("too large")
  {
    overwrite(whole + std::string(300000, ' '));
  }
  SUBCASE("another version")
  {
    auto json = *util::parse_json(whole, "file");
    json["version"] = 2;
    overwrite(util::dump_json(json));
  }
  SUBCASE("another key")
  {
    auto json = *util::parse_json(whole, "file");
    json["key"]["tenantId"] = "other";
    overwrite(util::dump_json(json));
  }
  SUBCASE("a token that would split a header")
  {
    auto json = *util::parse_json(whole, "file");
    json["accessToken"] = "a\r\nX: y";
    overwrite(util::dump_json(json));
  }
  SUBCASE("no expiry")
  {
    auto json = *util::parse_json(whole, "file");
    json["expiresOn"] = "later";
    overwrite(util::dump_json(json));
  }
  check_unusable();
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile does not use a file that others may read")
{
  REQUIRE(::chmod(path.c_str(), 0644) == 0);
  check_unusable();
}

TEST_CASE_FIXTURE(TokenCacheFileFixture,
                  "TokenCacheFile neither reads nor writes through a symbolic link")
{
  const auto target = folder / "target";
  fs::rename(path, target);
  fs::create_symlink(target, path);
  const auto before = fs::file_size(target);
  check_unusable();
  REQUIRE(file.write(key, {util::Secret("another-token"), clock.now() + 1h, clock.now() + 1h}));
  CHECK_FALSE(fs::is_symlink(path));
  CHECK(fs::file_size(target) == before);
  CHECK(file.read(key)->token == util::Secret("another-token"));
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile leaves no temporary file behind")
{
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder / "cache")) {
    CHECK(entry.path() == path);
    ++files;
  }
  CHECK(files == 1);
}

TEST_CASE_FIXTURE(TokenCacheFileFixture, "TokenCacheFile narrows a folder that is too open")
{
  REQUIRE(::chmod((folder / "cache").c_str(), 0755) == 0);
  REQUIRE(file.open());
  CHECK(mode_of(folder / "cache") == 0700);
}

TEST_CASE_FIXTURE(TokenCacheFileFixture,
                  "TokenCacheFile tells of a failure only to those who asked before it")
{
  Error error;
  error.kind = ErrorKind::sign_in;
  error.message = "refused";
  error.http_status = 401;
  error.code = "AADSTS7000215";
  error.request_id = "t1";
  error.hint = "look";
  const auto failed_at = clock.now();
  file.write_failure(key, error, failed_at);
  const auto told = file.failure_between(key, failed_at - 1ns, failed_at);
  REQUIRE(told);
  CHECK(told->kind == ErrorKind::sign_in);
  CHECK(told->message == "refused");
  CHECK(told->http_status == 401);
  CHECK(told->code == "AADSTS7000215");
  CHECK(told->request_id == "t1");
  CHECK(told->hint == "look");
  CHECK_FALSE(file.failure_between(key, failed_at, failed_at + 1s).has_value());
  CHECK_FALSE(file.failure_between(key, failed_at - 2s, failed_at - 1s).has_value());
  key.secret = util::Secret("another");
  CHECK_FALSE(file.failure_between(key, failed_at - 1s, failed_at).has_value());
}
