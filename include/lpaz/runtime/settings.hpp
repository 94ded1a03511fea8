#pragma once

#include "lpaz/cli/rows.hpp"
#include "lpaz/runtime/global_options.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::runtime {

// A value and where it came from: "--app", "LPAZ_APP", "profile default", "default". Not set =
// empty value and empty source.
struct Setting {
  std::string value;
  std::string source;
};

// What holds for this run: option, then environment, then the profile of the configuration file,
// then the default. Secrets are not in here; files that hold them are.
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

Result<Settings> resolve_settings(const GlobalOptions& options,
                                  const util::Environment& environment);

// Where lpaz keeps its configuration if nothing else is said: $XDG_CONFIG_HOME/lpaz/config.json, or
// ~/.config/lpaz/config.json.
std::filesystem::path default_config_file(const util::Environment& environment);

} // namespace lpaz::runtime
