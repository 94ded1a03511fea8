#include "support/command_fixture.hpp"

#include <doctest/doctest.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

class LogoutFixture : public CommandFixture {
public:
  // What a login with a typed secret leaves.
  void log_in()
  {
    environment = {{"HOME", home.path().string()}};
    streams.in().text = "T0p~secret";
    run({"login",
         "--tenant-id",
         "contoso.example",
         "--client-id",
         "c-1",
         "--client-secret-file",
         "-"});
    REQUIRE_MESSAGE(code == 0, err);
    tenant.forget_requests();
  }
  std::size_t cached_files() const
  {
    std::error_code none;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(home / ".cache/lpaz", none)) {
      count += entry.path().extension() == ".lock" || entry.file_size() == 0 ? 0 : 1;
    }
    return count;
  }
};

} // namespace

TEST_CASE_FIXTURE(LogoutFixture,
                  "logout forgets tokens, secret and profile, and later commands say so")
{
  log_in();
  CHECK(cached_files() == 1);
  run({"logout"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(err == "Signed out.\n");
  CHECK(out.empty());
  CHECK(cached_files() == 0);
  CHECK_FALSE(std::filesystem::exists(home / ".config/lpaz/default.secret"));
  CHECK(read_file(config_file()).find("tenantId") == std::string::npos);
  run({"list-users"});
  CHECK(code == 4);
}

TEST_CASE_FIXTURE(LogoutFixture,
                  "logout keeps the rest of the profile and a secret file of one's own")
{
  const auto file = write_file("own.txt", "T0p~secret");
  write_file(".config/lpaz/config.json",
             R"({"profiles": {"default": {"app": "LastPass EU", "tenantId": "t", "clientId": "c",
                 "clientSecretFile": ")" +
                 file.string() + R"("}, "other": {"tenantId": "u"}}})");
  environment = {{"HOME", home.path().string()}};
  run({"logout"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(read_file(file) == "T0p~secret");
  const auto profiles = OrderedJson::parse(read_file(config_file()))["profiles"];
  CHECK(profiles["default"] == OrderedJson{{"app", "LastPass EU"}});
  CHECK(profiles["other"] == OrderedJson{{"tenantId", "u"}});
}

TEST_CASE_FIXTURE(LogoutFixture,
                  "logout with a credential of the environment forgets its tokens only")
{
  run({"login"});
  CHECK(cached_files() == 1);
  run({"logout"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(cached_files() == 0);
  CHECK_FALSE(std::filesystem::exists(config_file()));
}

TEST_CASE_FIXTURE(LogoutFixture, "logout without anybody signed in is done already")
{
  environment = {{"HOME", home.path().string()}};
  run({"logout"});
  CHECK(code == 0);
  CHECK(err == "Nobody was signed in.\n");
  run({"logout", "--quiet"});
  CHECK(code == 0);
  CHECK(err.empty());
  CHECK(tenant.token_requests().empty());
}

TEST_CASE_FIXTURE(LogoutFixture, "logout also ends a profile whose secret is lost")
{
  log_in();
  std::filesystem::remove(home / ".config/lpaz/default.secret");
  run({"logout"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(read_file(config_file()).find("clientId") == std::string::npos);
}

TEST_CASE_FIXTURE(LogoutFixture, "logout takes no operand")
{
  run({"logout", "everybody"});
  CHECK(code == 2);
}
