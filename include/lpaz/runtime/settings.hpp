#pragma once

#include "lpaz/cli/rows.hpp"
#include "lpaz/runtime/global_options.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::runtime {

// A value and where it came from: "--app", "LPAZ_APP", "profile default", "default". Not set =
// empty value and empty source.
struct Setting {
  std::string value;
  std::string source;
};

// The values that apply to this run, each from the option, else the environment, else the profile
// of the configuration file, else the default. Holds no secrets, only the names of files with
// secrets.
struct Settings {
  Setting output;
  Setting app;
  Setting profile;
  Setting cloud;
  Setting authority;
  Setting graph_endpoint;
  Setting tenant_id;
  Setting client_id;
  Setting client_secret_file;
  Setting connection_url;
  Setting last_pass_url;            // of the Enterprise API
  Setting last_pass_account_number; // empty = the Enterprise API is not configured
  Setting last_pass_hash_file;
  Setting ca_file;
  Setting config_file;
  Setting cache_directory; // empty = no cache on disk
  std::vector<std::string> protected_users;
  std::chrono::seconds timeout{180};
  cli::OutputFormat format = cli::OutputFormat::table;
  std::vector<std::string> columns;
  bool quiet = false;
  bool verbose = false;
  bool yes = false;
  bool dry_run = false;
  bool no_color = false;
  bool no_progress = false;
};

// Whether a profile, or a configuration file, that an option or variable names has to be there:
// otherwise one that is missing is ErrorKind::usage.
enum class Named { is_there, may_be_new };

Result<Settings> resolve_settings(const GlobalOptions& options,
                                  const util::Environment& environment,
                                  Named named = Named::is_there);

enum class SettingKind {
  text,
  file,
  address, // https, or http to this machine
  list,    // only in the profile
  secret,  // only in the environment, and never in Settings
};

struct SettingOption {
  std::optional<std::string> GlobalOptions::* given = nullptr; // where its value is stored
  std::string_view names = {};                                 // "--output,-o"
  std::string_view value_name = {};                            // "FORMAT"

  std::string_view name() const { return names.substr(0, names.find(',')); } // "--output"
};

// All that is known of one setting. What is empty or null does not exist: a setting without
// `variable` is in no environment variable.
struct SettingRow {
  Setting Settings::* field = nullptr;
  SettingOption option = {};
  std::string_view variable = {}; // LPAZ_OUTPUT
  std::string_view member = {};   // of the profile: "output"
  std::string_view fallback = {}; // "~/.config" and "~/.cache" mean the folders of the XDG standard
  std::string_view help = {};     // a phrase without a final full stop
  SettingKind kind = SettingKind::text;
  std::vector<std::string> (*choices)() = nullptr;
};

// The one list of settings: options, profiles, documentation and resolve_settings() follow it.
std::span<const SettingRow> setting_rows();

} // namespace lpaz::runtime
