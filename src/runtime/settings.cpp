#include "lpaz/runtime/settings.hpp"

#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/runtime/cloud.hpp"
#include "lpaz/runtime/profile.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::runtime {
namespace {

constexpr std::string_view k_default = "default"; // the source of a value that nobody gave

// In the order of the help.
constexpr SettingRow k_rows[] = {
    {.field = &Settings::output,
     .option = {&GlobalOptions::output, "--output,-o", "FORMAT"},
     .variable = "LPAZ_OUTPUT",
     .member = "output",
     .fallback = "table",
     .help = "How to print the result",
     .choices = [] { return cli::output_format_names(); }},
    {.field = &Settings::app,
     .option = {&GlobalOptions::app, "--app", "NAME|ID"},
     .variable = "LPAZ_APP",
     .member = "app",
     .fallback = "LastPass Provisioning App",
     .help = "The enterprise app that provisions LastPass"},
    {.field = &Settings::profile,
     .option = {&GlobalOptions::profile, "--profile", "NAME"},
     .variable = "LPAZ_PROFILE",
     .fallback = "default",
     .help = "Which profile of the configuration file"},
    {.field = &Settings::config_file,
     .option = {&GlobalOptions::config, "--config", "FILE"},
     .variable = "LPAZ_CONFIG",
     .fallback = "~/.config/lpaz/config.json",
     .help = "The configuration file",
     .kind = SettingKind::file},
    {.field = &Settings::cloud,
     .option = {&GlobalOptions::cloud, "--cloud", "CLOUD"},
     .variable = "LPAZ_CLOUD",
     .member = "cloud",
     .fallback = "global",
     .help = "Which Microsoft cloud the tenant lives in",
     .choices = cloud_names},
    {.field = &Settings::ca_file,
     .option = {&GlobalOptions::ca_file, "--ca-file", "FILE"},
     .member = "caFile",
     .help = "Trust these authorities (PEM), not the system's",
     .kind = SettingKind::file},
    {.field = &Settings::tenant_id,
     .variable = "AZURE_TENANT_ID",
     .member = "tenantId",
     .help = "The tenant: its id or a verified domain"},
    {.field = &Settings::client_id,
     .variable = "AZURE_CLIENT_ID",
     .member = "clientId",
     .help = "The application (client) id to sign in as"},
    {.variable = "AZURE_CLIENT_SECRET",
     .help = "Its secret (the value, not the id of the secret)",
     .kind = SettingKind::secret},
    {.field = &Settings::client_secret_file,
     .member = "clientSecretFile",
     .help = "The file with that secret",
     .kind = SettingKind::file},
    {.field = &Settings::authority,
     .variable = "AZURE_AUTHORITY_HOST",
     .member = "authorityHost",
     .help = "Another sign-in service; https, or http to this machine",
     .kind = SettingKind::address},
    {.field = &Settings::graph_endpoint,
     .variable = "LPAZ_GRAPH_ENDPOINT",
     .member = "graphEndpoint",
     .help = "Another Graph host; https, or http to this machine",
     .kind = SettingKind::address},
    {.field = &Settings::connection_url,
     .variable = "LPAZ_CONNECTION_URL",
     .member = "connectionUrl",
     .help = "Connection URL of the LastPass Admin Console, for configure-app"},
    {.variable = "LPAZ_PROVISIONING_TOKEN",
     .help = "Provisioning token of the LastPass Admin Console, for configure-app",
     .kind = SettingKind::secret},
    {.field = &Settings::last_pass_account_number,
     .variable = "LPAZ_LASTPASS_CID",
     .member = "lastpassCid",
     .help = "Account number of the LastPass Enterprise API, with which lpaz asks LastPass itself"},
    {.variable = "LPAZ_LASTPASS_PROVHASH",
     .help = "Its provisioning hash, a secret (not the provisioning token)",
     .kind = SettingKind::secret},
    {.field = &Settings::last_pass_hash_file,
     .member = "lastpassProvhashFile",
     .help = "The file with that hash",
     .kind = SettingKind::file},
    {.field = &Settings::last_pass_url,
     .variable = "LPAZ_LASTPASS_API_URL",
     .member = "lastpassApiUrl",
     .fallback = lastpass::k_default_url,
     .help = "Its address; https, or http to this machine",
     .kind = SettingKind::address},
    {.field = &Settings::cache_directory,
     .variable = "LPAZ_CACHE_DIR",
     .fallback = "~/.cache/lpaz",
     .help = "Folder of the token cache",
     .kind = SettingKind::file},
    {.member = "protectedUsers",
     .help = "Users that no command blocks or deletes",
     .kind = SettingKind::list},
};

// Empty without a home. An XDG folder that is not absolute is ignored, as the standard asks.
std::string at_home(std::string_view path, const util::Environment& environment)
{
  for (const auto& [prefix, variable] :
       {std::pair<std::string_view, const char*>("~/.config/", "XDG_CONFIG_HOME"),
        {"~/.cache/", "XDG_CACHE_HOME"}}) {
    if (path.starts_with(prefix)) {
      const auto xdg = environment.get(variable);
      const auto home = environment.get("HOME");
      if (xdg && xdg->starts_with('/')) {
        return std::filesystem::path(*xdg) / path.substr(prefix.size());
      }
      return home ? (std::filesystem::path(*home) / path.substr(2)).string() : std::string();
    }
  }
  return std::string(path);
}

struct Sources {
  const GlobalOptions& options;
  const util::Environment& environment;
  std::string profile_name;
  Profile profile;
};

// From the first source that has a value.
Setting pick(const SettingRow& row, const Sources& sources)
{
  if (row.option.given != nullptr && sources.options.*row.option.given) {
    return {*(sources.options.*row.option.given), std::string(row.option.name())};
  }
  if (auto value = sources.environment.get(row.variable)) {
    return {*std::move(value), std::string(row.variable)};
  }
  if (auto value = sources.profile.text(row.member); !value.empty()) {
    return {std::move(value), "profile " + sources.profile_name};
  }
  auto value = at_home(row.fallback, sources.environment);
  return value.empty() ? Setting{} : Setting{std::move(value), "default"};
}

void pick_all(const Sources& sources, Settings& settings)
{
  for (const SettingRow& row : k_rows) {
    if (row.field != nullptr) {
      settings.*row.field = pick(row, sources);
    }
  }
}

// "https://host/" and "host" both mean https://host, as in Microsoft's own libraries.
std::string with_scheme(std::string address)
{
  if (address.find("://") == std::string::npos) {
    address = "https://" + address;
  }
  while (address.ends_with('/')) {
    address.pop_back();
  }
  return address;
}

Status settle_addresses(Settings& settings)
{
  LPAZ_TRY(const Cloud cloud, find_cloud(settings.cloud.value));
  for (const auto& [setting, address] : {std::pair(&settings.authority, cloud.authority),
                                         std::pair(&settings.graph_endpoint, cloud.graph)}) {
    if (setting->source.empty()) {
      *setting = {std::string(address), "default"};
    }
  }
  for (const SettingRow& row : k_rows) {
    if (row.kind != SettingKind::address) {
      continue;
    }
    auto& [value, source] = settings.*row.field;
    value = with_scheme(std::move(value));
    const auto name = fmt::format("address {} ({})", row.member, source);
    LPAZ_TRY(const auto url, util::parse_url(value, name));
    if (!util::is_confidential(url)) {
      return fail(ErrorKind::usage,
                  fmt::format("the {} must be https: a secret would travel in the clear", name));
    }
  }
  return {};
}

void take_flags(const GlobalOptions& options, Settings& settings)
{
  settings.quiet = options.quiet;
  settings.verbose = options.verbose;
  settings.yes = options.yes;
  settings.dry_run = options.dry_run;
  settings.no_color = options.no_color;
  settings.no_progress = options.no_progress;
  settings.timeout = options.timeout.value_or(settings.timeout);
  settings.columns = cli::split_column_names(options.columns);
}

} // namespace

std::span<const SettingRow> setting_rows()
{
  return k_rows;
}

Result<Settings>
resolve_settings(const GlobalOptions& options, const util::Environment& environment, Named named)
{
  Settings settings;
  Sources sources{options, environment, {}, {}};
  pick_all(sources, settings); // for the name of the profile and of its file
  sources.profile_name = settings.profile.value;
  if (!settings.config_file.value.empty()) {
    const bool must_be_there = named == Named::is_there;
    LPAZ_TRY(sources.profile,
             read_profile(settings.config_file.value,
                          sources.profile_name,
                          {must_be_there && settings.config_file.source != k_default,
                           must_be_there && settings.profile.source != k_default}));
  }
  pick_all(sources, settings);
  settings.protected_users = std::move(sources.profile.protected_users);
  LPAZ_TRY(settings.format, cli::parse_output_format(settings.output.value));
  take_flags(options, settings);
  LPAZ_CHECK(settle_addresses(settings));
  return settings;
}

} // namespace lpaz::runtime
