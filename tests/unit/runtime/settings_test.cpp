#include "support/temp_dir.hpp"

#include "lpaz/runtime/settings.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>

using namespace lpaz;
using runtime::GlobalOptions;
using runtime::Settings;

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

// A home with a configuration file in it.
class Home {
public:
  explicit Home(const std::string& configuration = "")
  {
    variables["HOME"] = m_folder.path().string();
    if (!configuration.empty()) {
      std::filesystem::create_directories(m_folder / ".config/lpaz");
      std::ofstream(config_file()) << configuration;
    }
  }
  std::string config_file() const { return (m_folder / ".config/lpaz/config.json").string(); }
  std::string cache() const { return (m_folder / ".cache/lpaz").string(); }
  Result<Settings> resolve(const GlobalOptions& options = {},
                           runtime::Named named = runtime::Named::is_there) const
  {
    return runtime::resolve_settings(options, util::Environment(variables), named);
  }

  Variables variables;

private:
  test::TempDir m_folder;
};

void check(const runtime::Setting& setting, const std::string& value, const std::string& source)
{
  CHECK(setting.value == value);
  CHECK(setting.source == source);
}

constexpr const char* k_full_profile = R"({"profiles": {"default": {
  "tenantId": "t-profile", "clientId": "c-profile", "clientSecretFile": "/s", "cloud": "china",
  "app": "LastPass EU", "connectionUrl": "https://lastpass.com/scimapi/1", "caFile": "/ca.pem",
  "lastpassApiUrl": "https://lastpass.profile.example/api/", "lastpassCid": "77",
  "lastpassProvhashFile": "/h",
  "output": "csv", "authorityHost": "https://login.profile.example",
  "graphEndpoint": "https://graph.profile.example", "protectedUsers": ["break@glass.example"]}}})";

} // namespace

TEST_CASE("without options, environment and configuration the defaults hold and say so")
{
  const Home home;
  const auto settings = home.resolve();
  REQUIRE(settings);
  check(settings->output, "table", "default");
  check(settings->app, "LastPass Provisioning App", "default");
  check(settings->profile, "default", "default");
  check(settings->cloud, "global", "default");
  check(settings->authority, "https://login.microsoftonline.com", "default");
  check(settings->graph_endpoint, "https://graph.microsoft.com", "default");
  check(settings->last_pass_url, "https://lastpass.com/enterpriseapi.php", "default");
  check(settings->last_pass_account_number, "", "");
  check(settings->config_file, home.config_file(), "default");
  check(settings->cache_directory, home.cache(), "default");
  check(settings->tenant_id, "", "");
  check(settings->ca_file, "", "");
  CHECK(settings->timeout == std::chrono::seconds(180));
  CHECK(settings->format == cli::OutputFormat::table);
  CHECK(settings->protected_users.empty());
}

TEST_CASE("the profile wins over the default, and its name is the source")
{
  const Home home(k_full_profile);
  const auto settings = home.resolve();
  REQUIRE(settings);
  check(settings->tenant_id, "t-profile", "profile default");
  check(settings->client_id, "c-profile", "profile default");
  check(settings->client_secret_file, "/s", "profile default");
  check(settings->cloud, "china", "profile default");
  check(settings->app, "LastPass EU", "profile default");
  check(settings->connection_url, "https://lastpass.com/scimapi/1", "profile default");
  check(settings->ca_file, "/ca.pem", "profile default");
  check(settings->last_pass_url, "https://lastpass.profile.example/api", "profile default");
  check(settings->last_pass_account_number, "77", "profile default");
  check(settings->last_pass_hash_file, "/h", "profile default");
  check(settings->output, "csv", "profile default");
  check(settings->authority, "https://login.profile.example", "profile default");
  check(settings->graph_endpoint, "https://graph.profile.example", "profile default");
  CHECK(settings->format == cli::OutputFormat::csv);
  CHECK(settings->protected_users == std::vector<std::string>{"break@glass.example"});
}

TEST_CASE("the environment wins over the profile")
{
  Home home(k_full_profile);
  const Variables variables = {{"AZURE_TENANT_ID", "t-env"},
                               {"AZURE_CLIENT_ID", "c-env"},
                               {"AZURE_AUTHORITY_HOST", "login.env.example/"},
                               {"LPAZ_GRAPH_ENDPOINT", "https://graph.env.example/"},
                               {"LPAZ_APP", "a-env"},
                               {"LPAZ_CLOUD", "usgov"},
                               {"LPAZ_OUTPUT", "tsv"},
                               {"LPAZ_CONNECTION_URL", "https://env.example/scim"},
                               {"LPAZ_LASTPASS_CID", "78"},
                               {"LPAZ_LASTPASS_API_URL", "lastpass.env.example/api"},
                               {"LPAZ_CACHE_DIR", "/cache"}};
  home.variables.insert(variables.begin(), variables.end());
  const auto settings = home.resolve();
  REQUIRE(settings);
  check(settings->tenant_id, "t-env", "AZURE_TENANT_ID");
  check(settings->client_id, "c-env", "AZURE_CLIENT_ID");
  check(settings->authority, "https://login.env.example", "AZURE_AUTHORITY_HOST");
  check(settings->graph_endpoint, "https://graph.env.example", "LPAZ_GRAPH_ENDPOINT");
  check(settings->app, "a-env", "LPAZ_APP");
  check(settings->cloud, "usgov", "LPAZ_CLOUD");
  check(settings->output, "tsv", "LPAZ_OUTPUT");
  check(settings->connection_url, "https://env.example/scim", "LPAZ_CONNECTION_URL");
  check(settings->last_pass_account_number, "78", "LPAZ_LASTPASS_CID");
  check(settings->last_pass_url, "https://lastpass.env.example/api", "LPAZ_LASTPASS_API_URL");
  check(settings->cache_directory, "/cache", "LPAZ_CACHE_DIR");
}

TEST_CASE("an option wins over everything")
{
  Home home(k_full_profile);
  home.variables["LPAZ_APP"] = "a-env";
  home.variables["LPAZ_CLOUD"] = "usgov";
  home.variables["LPAZ_OUTPUT"] = "tsv";
  GlobalOptions options;
  options.app = "a-option";
  options.cloud = "global";
  options.output = "jsonl";
  options.ca_file = "/other.pem";
  options.columns = "id, displayName";
  options.timeout = std::chrono::seconds(5);
  options.quiet = options.yes = options.dry_run = true;
  const auto settings = home.resolve(options);
  REQUIRE(settings);
  check(settings->app, "a-option", "--app");
  check(settings->cloud, "global", "--cloud");
  check(settings->output, "jsonl", "--output");
  check(settings->ca_file, "/other.pem", "--ca-file");
  CHECK(settings->columns == std::vector<std::string>{"id", "displayName"});
  CHECK(settings->timeout == std::chrono::seconds(5));
  CHECK(settings->quiet);
  CHECK(settings->yes);
  CHECK(settings->dry_run);
}

TEST_CASE("an empty environment variable counts as not set")
{
  Home home(k_full_profile);
  home.variables["LPAZ_APP"] = "";
  const auto settings = home.resolve();
  REQUIRE(settings);
  check(settings->app, "LastPass EU", "profile default");
}

TEST_CASE("the profile is named by --profile, else by LPAZ_PROFILE")
{
  Home home(R"({"profiles": {"a": {"tenantId": "ta"}, "b": {"tenantId": "tb"}}})");
  home.variables["LPAZ_PROFILE"] = "a";
  check(home.resolve()->tenant_id, "ta", "profile a");
  GlobalOptions options;
  options.profile = "b";
  const auto settings = home.resolve(options);
  check(settings->tenant_id, "tb", "profile b");
  check(settings->profile, "b", "--profile");
}

TEST_CASE("the configuration file is named by --config, then LPAZ_CONFIG, then XDG_CONFIG_HOME")
{
  const test::TempDir folder;
  Home home;
  home.variables["XDG_CONFIG_HOME"] = folder.path().string();
  home.variables["XDG_CACHE_HOME"] = "/xdg-cache";
  check(home.resolve()->config_file, (folder / "lpaz/config.json").string(), "default");
  check(home.resolve()->cache_directory, "/xdg-cache/lpaz", "default");
  for (const char* name : {"env.json", "option.json"}) {
    std::ofstream(folder / name) << "{}";
  }
  home.variables["LPAZ_CONFIG"] = (folder / "env.json").string();
  check(home.resolve()->config_file, (folder / "env.json").string(), "LPAZ_CONFIG");
  GlobalOptions options;
  options.config = (folder / "option.json").string();
  check(home.resolve(options)->config_file, (folder / "option.json").string(), "--config");
}

TEST_CASE("without a home there is no configuration and no cache on disk")
{
  const auto settings = runtime::resolve_settings({}, util::Environment());
  REQUIRE(settings);
  check(settings->config_file, "", "");
  check(settings->cache_directory, "", "");
}

TEST_CASE("an XDG folder that is not absolute is ignored, as the standard asks")
{
  Home home;
  home.variables["XDG_CONFIG_HOME"] = "relative";
  check(home.resolve()->config_file, home.config_file(), "default");
}

TEST_CASE("plain http is refused for sign-in, Graph and LastPass, but for this machine")
{
  struct Row {
    const char* url;
    bool accepted;
  };
  const Row rows[] = {{"http://graph.example", false},
                      {"http://127.0.0.1:8080", true},
                      {"http://localhost:8080/", true},
                      {"http://[::1]:8080", true},
                      {"http://127.0.0.1.evil.example", false},
                      {"https://graph.example", true},
                      {"graph.example", true},
                      {"ftp://graph.example", false},
                      {"https://user:word@graph.example", false},
                      {"https://", false}};
  for (const Row& row : rows) {
    for (const char* variable :
         {"LPAZ_GRAPH_ENDPOINT", "AZURE_AUTHORITY_HOST", "LPAZ_LASTPASS_API_URL"}) {
      CAPTURE(row.url);
      CAPTURE(variable);
      Home home;
      home.variables[variable] = row.url;
      const auto settings = home.resolve();
      CHECK(settings.has_value() == row.accepted);
      if (!settings) {
        CHECK(settings.error().kind == ErrorKind::usage);
      }
    }
  }
}

TEST_CASE("an unknown cloud or format is a usage error wherever it comes from")
{
  for (const char* variable : {"LPAZ_CLOUD", "LPAZ_OUTPUT"}) {
    CAPTURE(variable);
    Home home;
    home.variables[variable] = "mars";
    const auto settings = home.resolve();
    REQUIRE_FALSE(settings);
    CHECK(settings.error().kind == ErrorKind::usage);
    CHECK(settings.error().message.find("mars") != std::string::npos);
  }
}

TEST_CASE("a damaged configuration file stops the run before anything is done")
{
  const Home home("{\"profiles\": ");
  const auto settings = home.resolve();
  REQUIRE_FALSE(settings);
  CHECK(settings.error().kind == ErrorKind::usage);
  CHECK(settings.error().message.find(home.config_file()) != std::string::npos);
}

TEST_CASE("every row of the table reaches its field from each place that it names")
{
  for (const runtime::SettingRow& row : runtime::setting_rows()) {
    if (row.field == nullptr || row.choices != nullptr || row.field == &Settings::config_file) {
      continue; // no field, or not any value will do
    }
    CAPTURE(row.help);
    const std::string address = row.kind == runtime::SettingKind::address ? "https://" : "";
    Home home(row.member.empty() ? ""
                                 : R"({"profiles": {"default": {")" + std::string(row.member) +
                                       R"(": ")" + address + R"(p"}}})");
    if (!row.member.empty()) {
      check((*home.resolve()).*row.field, address + "p", "profile default");
    }
    if (!row.variable.empty()) {
      home.variables[std::string(row.variable)] = address + "v";
      check((*home.resolve({}, runtime::Named::may_be_new)).*row.field,
            address + "v",
            std::string(row.variable));
    }
    if (row.option.given != nullptr) {
      GlobalOptions options;
      options.*row.option.given = "o";
      check((*home.resolve(options, runtime::Named::may_be_new)).*row.field,
            "o",
            std::string(row.option.name()));
    }
  }
}

TEST_CASE("no two rows of the table share an option, a variable or a profile member")
{
  std::map<std::string_view, int> names;
  for (const runtime::SettingRow& row : runtime::setting_rows()) {
    ++names[row.option.name()];
    ++names[row.variable];
    ++names[row.member];
    CHECK_FALSE(row.help.empty());
  }
  names.erase("");
  for (const auto& [name, count] : names) {
    CAPTURE(name);
    CHECK(count == 1);
  }
}

TEST_CASE("a profile or file that is named and missing is a usage error, unless it is to be made")
{
  const Home home(k_full_profile);
  GlobalOptions profile;
  profile.profile = "prod";
  GlobalOptions file;
  file.config = "/no/such/config.json";
  for (const GlobalOptions& options : {profile, file}) {
    const auto settings = home.resolve(options);
    REQUIRE_FALSE(settings);
    CHECK(settings.error().kind == ErrorKind::usage);
    CHECK(home.resolve(options, runtime::Named::may_be_new));
  }
  Home by_environment(k_full_profile);
  by_environment.variables["LPAZ_PROFILE"] = "prod";
  CHECK_FALSE(by_environment.resolve());
  CHECK(Home().resolve());
}
