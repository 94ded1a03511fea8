#include "support/temp_dir.hpp"

#include "lpaz/runtime/profile.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <utility>

using namespace lpaz;
using runtime::read_profile;
using runtime::write_profile;

namespace {

// A configuration file in a folder of its own.
class Configuration {
public:
  explicit Configuration(const std::string& text) { std::ofstream(file()) << text; }
  std::filesystem::path file() const { return m_folder / "config.json"; }
  std::string text() const
  {
    std::ifstream stream(file());
    return {std::istreambuf_iterator<char>(stream), {}};
  }

private:
  test::TempDir m_folder;
};

unsigned mode(const std::filesystem::path& path)
{
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

} // namespace

TEST_CASE("no file, no profiles and no such profile are an empty profile")
{
  const test::TempDir folder;
  const auto missing = read_profile(folder / "none.json", "default");
  REQUIRE(missing);
  CHECK(missing->text("tenantId").empty());
  for (const char* text :
       {"{}", R"({"profiles": {}})", R"({"profiles": {"other": {"app": "x"}}})"}) {
    CAPTURE(text);
    const Configuration configuration(text);
    const auto profile = read_profile(configuration.file(), "default");
    REQUIRE(profile);
    CHECK(profile->text("app").empty());
  }
}

TEST_CASE("a profile may hold comments")
{
  const Configuration configuration(
      "{ // ours\n \"profiles\": {\"default\": {/* EU */ \"app\": \"LastPass EU\"}}}");
  const auto profile = read_profile(configuration.file(), "default");
  REQUIRE(profile);
  CHECK(profile->text("app") == "LastPass EU");
}

TEST_CASE("a damaged configuration is a usage error that names the file and what is wrong")
{
  struct Row {
    const char* text;
    const char* complaint;
  };
  const Row rows[] = {
      {"", "not a JSON object"},
      {"{\"profiles\": {", "not a JSON object"},
      {"[]", "not a JSON object"},
      {R"({"profiles": []})", "\"profiles\" must be an object"},
      {R"({"profiles": {"default": 1}})", "the profile \"default\" must be an object"},
      {R"({"profiles": {"default": {"tenantid": "t"}}})", "no setting \"tenantid\""},
      {R"({"profiles": {"default": {"clientSecret": "x"}}})", "no setting \"clientSecret\""},
      {R"({"profiles": {"default": {"app": 1}}})", "app must be a string"},
      {R"({"profiles": {"default": {"app": null}}})", "app must be a string"},
      {R"({"profiles": {"default": {"protectedUsers": "x"}}})", "protectedUsers must be a list"},
      {R"({"profiles": {"default": {"protectedUsers": [1]}}})", "protectedUsers must be a list"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Configuration configuration(row.text);
    const auto profile = read_profile(configuration.file(), "default");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().kind == ErrorKind::usage);
    CHECK(profile.error().message.find(configuration.file().string()) != std::string::npos);
    CHECK(profile.error().message.find(row.complaint) != std::string::npos);
    CHECK_FALSE(profile.error().hint.empty());
  }
}

TEST_CASE("an unknown or doubled member anywhere in the file is a usage error that names it")
{
  const std::pair<const char*, const char*> files[] = {
      {R"({"profiles": {"default": {"app": "x"}, "other": {"what": 1}}})", "\"what\""},
      {R"({"profiles": {"default": {"app": "x"}}, "protectedUsers": ["a@x"]})",
       "\"protectedUsers\""},
      {R"({"profiles": {"default": {"app": "x", "app": "y"}}})", "\"app\" stands in it twice"},
      {R"({"profiles": {"default": {"app": "x"}, "default": {}}})",
       "\"default\" stands in it twice"},
      {R"({"profiles": {}, "profiles": {"default": {"app": "x"}}})",
       "\"profiles\" stands in it twice"},
      {R"({"profiles": {"default": {"app": "x"}, "other": []}})", "must be an object"}};
  for (const auto& [text, reason] : files) {
    CAPTURE(text);
    const Configuration configuration(text);
    const auto profile = read_profile(configuration.file(), "default");
    REQUIRE_FALSE(profile);
    CHECK(profile.error().kind == ErrorKind::usage);
    CHECK(profile.error().message.find(reason) != std::string::npos);
    if (profile.error().message.find("twice") != std::string::npos) {
      CHECK_FALSE(write_profile(configuration.file(), "default", {{"app", "z"}}));
    }
  }
}

TEST_CASE("a file or a profile that was named has to be there")
{
  const test::TempDir folder;
  const auto missing = read_profile(folder / "none.json", "default", {.file = true});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::usage);
  CHECK(missing.error().message.find("none.json") != std::string::npos);
  const Configuration configuration(R"({"profiles": {"default": {"app": "x"}}})");
  const auto other = read_profile(configuration.file(), "prod", {.profile = true});
  REQUIRE_FALSE(other);
  CHECK(other.error().kind == ErrorKind::usage);
  CHECK(other.error().message.find("\"prod\"") != std::string::npos);
  CHECK(read_profile(configuration.file(), "default", {.file = true, .profile = true}));
}

TEST_CASE("a configuration that is a folder or too long is refused")
{
  const test::TempDir folder;
  CHECK_FALSE(read_profile(folder.path(), "default"));
  const Configuration configuration(std::string(2'000'000, ' '));
  CHECK_FALSE(read_profile(configuration.file(), "default"));
}

TEST_CASE("write_profile makes the file, readable by its owner only, and read_profile reads it")
{
  const test::TempDir folder;
  const auto file = folder / "a/b/config.json";
  REQUIRE(write_profile(file, "prod", {{"tenantId", "t"}, {"clientId", "c"}}));
  CHECK(mode(file) == 0600);
  CHECK(mode(file.parent_path()) == 0700);
  const auto profile = read_profile(file, "prod");
  REQUIRE(profile);
  CHECK(profile->text("tenantId") == "t");
  CHECK(profile->text("clientId") == "c");
}

TEST_CASE("write_profile sets its members, removes the empty ones and keeps the rest in order")
{
  const Configuration configuration(
      R"({"profiles": {"z": {"app": "keep"}, "default": {"app": "a", "tenantId": "old"}}})");
  REQUIRE(write_profile(
      configuration.file(), "default", {{"tenantId", ""}, {"clientId", "c"}, {"cloud", ""}}));
  CHECK(configuration.text() == "{\n"
                                "  \"profiles\": {\n"
                                "    \"z\": {\n"
                                "      \"app\": \"keep\"\n"
                                "    },\n"
                                "    \"default\": {\n"
                                "      \"app\": \"a\",\n"
                                "      \"clientId\": \"c\"\n"
                                "    }\n"
                                "  }\n"
                                "}\n");
}

TEST_CASE("write_profile leaves the folder of somebody's own configuration as it is")
{
  const test::TempDir folder;
  const auto shared = folder / "shared";
  std::filesystem::create_directory(shared);
  std::filesystem::permissions(shared, std::filesystem::perms(0755));
  REQUIRE(write_profile(shared / "config.json", "default", {{"app", "x"}}));
  CHECK(mode(shared) == 0755);
  CHECK(mode(shared / "config.json") == 0600);
}

TEST_CASE("write_profile never writes into a damaged file")
{
  for (const char* text : {"{", "[]", R"({"profiles": 1})", R"({"profiles": {"default": "x"}})"}) {
    CAPTURE(text);
    const Configuration configuration(text);
    const Status written = write_profile(configuration.file(), "default", {{"app", "x"}});
    REQUIRE_FALSE(written);
    CHECK(written.error().kind == ErrorKind::usage);
    CHECK(configuration.text() == text);
  }
}
