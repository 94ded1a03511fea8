#include "lpaz/runtime/settings.hpp"

#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/runtime/cloud.hpp"
#include "lpaz/runtime/profile.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>

namespace lpaz::runtime {
namespace {

constexpr std::string_view k_default_app = "LastPass Provisioning App";

// Picks the first source that has a value.
class Picker {
public:
  Picker(const util::Environment& environment, std::string profile_name, Profile profile)
      : m_environment(environment), m_profile_source("profile " + profile_name),
        m_profile(std::move(profile))
  {
  }

  Setting pick(const std::optional<std::string>& option,
               std::string_view option_name,
               std::string_view variable,
               std::string Profile::* field,
               std::string_view fallback) const
  {
    if (option) {
      return {*option, std::string(option_name)};
    }
    if (!variable.empty()) {
      if (auto value = m_environment.get(variable)) {
        return {*value, std::string(variable)};
      }
    }
    if (field != nullptr && !(m_profile.*field).empty()) {
      return {m_profile.*field, m_profile_source};
    }
    return fallback.empty() ? Setting{} : Setting{std::string(fallback), "default"};
  }

private:
  const util::Environment& m_environment;
  std::string m_profile_source;
  Profile m_profile;
};

std::filesystem::path home_folder(const util::Environment& environment,
                                  std::string_view xdg_variable,
                                  std::string_view below_home)
{
  if (const auto xdg = environment.get(xdg_variable); xdg && xdg->starts_with('/')) {
    return std::filesystem::path(*xdg) / "lpaz";
  }
  const auto home = environment.get("HOME");
  return home ? std::filesystem::path(*home) / below_home / "lpaz" : std::filesystem::path();
}

Setting cache_directory(const util::Environment& environment)
{
  if (auto directory = environment.get("LPAZ_CACHE_DIR")) {
    return {*directory, "LPAZ_CACHE_DIR"};
  }
  const auto folder = home_folder(environment, "XDG_CACHE_HOME", ".cache");
  return folder.empty() ? Setting{} : Setting{folder.string(), "default"};
}

Status check_endpoint(const Setting& setting, std::string_view what)
{
  LPAZ_TRY(const auto url, util::parse_url(setting.value, what));
  if (!util::is_confidential(url)) {
    return fail(ErrorKind::usage,
                fmt::format("the {} ({}) must be https: a secret would travel in the clear",
                            what,
                            setting.source));
  }
  return {};
}

// "https://host/" and "host" both mean https://host, as in Microsoft's own libraries.
Setting with_scheme(Setting setting)
{
  if (!setting.value.empty() && setting.value.find("://") == std::string::npos) {
    setting.value = "https://" + setting.value;
  }
  while (setting.value.ends_with('/')) {
    setting.value.pop_back();
  }
  return setting;
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

Status take_endpoints(const GlobalOptions& options, const Picker& picker, Settings& settings)
{
  settings.cloud = picker.pick(options.cloud, "--cloud", "LPAZ_CLOUD", &Profile::cloud, "global");
  LPAZ_TRY(const Cloud cloud, find_cloud(settings.cloud.value));
  settings.authority = with_scheme(
      picker.pick({}, "", "AZURE_AUTHORITY_HOST", &Profile::authority_host, cloud.authority));
  settings.graph_endpoint = with_scheme(
      picker.pick({}, "", "LPAZ_GRAPH_ENDPOINT", &Profile::graph_endpoint, cloud.graph));
  settings.last_pass_url = with_scheme(picker.pick(
      {}, "", "LPAZ_LASTPASS_API_URL", &Profile::last_pass_url, lastpass::k_default_url));
  LPAZ_CHECK(check_endpoint(settings.authority, "sign-in address"));
  LPAZ_CHECK(check_endpoint(settings.last_pass_url, "LastPass Enterprise API URL"));
  return check_endpoint(settings.graph_endpoint, "Graph endpoint");
}

} // namespace

std::filesystem::path default_config_file(const util::Environment& environment)
{
  const auto folder = home_folder(environment, "XDG_CONFIG_HOME", ".config");
  return folder.empty() ? folder : folder / "config.json";
}

Result<Settings> resolve_settings(const GlobalOptions& options,
                                  const util::Environment& environment)
{
  Settings settings;
  const Picker bare(environment, "", {});
  settings.profile = bare.pick(options.profile, "--profile", "LPAZ_PROFILE", nullptr, "default");
  settings.config_file = bare.pick(options.config,
                                   "--config",
                                   "LPAZ_CONFIG",
                                   nullptr,
                                   default_config_file(environment).string());
  Profile profile;
  if (!settings.config_file.value.empty()) {
    LPAZ_TRY(profile, read_profile(settings.config_file.value, settings.profile.value));
  }
  settings.protected_users = profile.protected_users;
  const Picker picker(environment, settings.profile.value, std::move(profile));
  settings.output =
      picker.pick(options.output, "--output", "LPAZ_OUTPUT", &Profile::output, "table");
  LPAZ_TRY(settings.format, cli::parse_output_format(settings.output.value));
  settings.app = picker.pick(options.app, "--app", "LPAZ_APP", &Profile::app, k_default_app);
  settings.tenant_id = picker.pick({}, "", "AZURE_TENANT_ID", &Profile::tenant_id, "");
  settings.client_id = picker.pick({}, "", "AZURE_CLIENT_ID", &Profile::client_id, "");
  settings.client_secret_file = picker.pick({}, "", "", &Profile::client_secret_file, "");
  settings.connection_url =
      picker.pick({}, "", "LPAZ_CONNECTION_URL", &Profile::connection_url, "");
  settings.last_pass_account_number =
      picker.pick({}, "", "LPAZ_LASTPASS_CID", &Profile::last_pass_account_number, "");
  settings.last_pass_hash_file = picker.pick({}, "", "", &Profile::last_pass_hash_file, "");
  settings.ca_file = picker.pick(options.ca_file, "--ca-file", "", &Profile::ca_file, "");
  settings.cache_directory = cache_directory(environment);
  take_flags(options, settings);
  LPAZ_CHECK(take_endpoints(options, picker, settings));
  return settings;
}

} // namespace lpaz::runtime
