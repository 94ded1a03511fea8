#include "runtime/last_pass.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <fstream>
#include <map>

using namespace lpaz;
using runtime::last_pass_options;

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

struct Fixture {
  test::TempDir folder;
  runtime::Settings settings;
  Variables variables;

  Fixture() { settings.last_pass_url.value = "https://lastpass.example/api"; }

  auto options() { return last_pass_options(settings, util::Environment(variables)); }

  void write_hash(const std::string& text, mode_t mode)
  {
    const auto file = (folder / "hash").string();
    std::ofstream(file) << text;
    REQUIRE(::chmod(file.c_str(), mode) == 0);
    settings.last_pass_hash_file.value = file;
  }
};

} // namespace

TEST_CASE_FIXTURE(Fixture, "Without account number and hash there is no Enterprise API")
{
  const auto found = options();
  REQUIRE(found);
  CHECK_FALSE(found->has_value());
}

TEST_CASE_FIXTURE(Fixture, "Account number and hash together make it")
{
  settings.last_pass_account_number.value = "1234567";
  variables["LPAZ_LASTPASS_PROVHASH"] = "h-1";
  const auto found = options();
  REQUIRE(found);
  REQUIRE(found->has_value());
  CHECK((*found)->url == "https://lastpass.example/api");
  CHECK((*found)->account_number == "1234567");
  CHECK((*found)->provisioning_hash == util::Secret("h-1"));
}

TEST_CASE_FIXTURE(Fixture, "One of them alone is a mistake that names the other")
{
  settings.last_pass_account_number.value = "1234567";
  auto found = options();
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  CHECK(found.error().message.find("LPAZ_LASTPASS_PROVHASH") != std::string::npos);
  settings.last_pass_account_number.value.clear();
  variables["LPAZ_LASTPASS_PROVHASH"] = "h-1";
  found = options();
  REQUIRE_FALSE(found);
  CHECK(found.error().message.find("LPAZ_LASTPASS_CID") != std::string::npos);
  CHECK(found.error().message.find("h-1") == std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "The hash may stand in a private file, which the environment overrides")
{
  settings.last_pass_account_number.value = "1234567";
  write_hash("h-file\n", 0600);
  CHECK((*options())->provisioning_hash == util::Secret("h-file"));
  variables["LPAZ_LASTPASS_PROVHASH"] = "h-env";
  CHECK((*options())->provisioning_hash == util::Secret("h-env"));
}

TEST_CASE_FIXTURE(Fixture, "A hash that others can read, or that is not there, is refused")
{
  settings.last_pass_account_number.value = "1234567";
  write_hash("h-file\n", 0644);
  auto found = options();
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::usage);
  settings.last_pass_hash_file.value = (folder / "none").string();
  CHECK_FALSE(options());
}
