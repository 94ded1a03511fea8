#pragma once

#include "lpaz/cli/arg_set.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace lpaz::runtime {

// The options that every command takes, as typed. Settings has the values that apply in the end.
struct GlobalOptions {
  std::optional<std::string> output;
  std::string columns;
  bool quiet = false;
  bool verbose = false;
  bool yes = false;
  bool dry_run = false;
  std::optional<std::string> app;
  std::optional<std::string> profile;
  std::optional<std::string> config;
  std::optional<std::string> cloud;
  std::optional<std::string> ca_file;
  std::optional<std::chrono::seconds> timeout;
  bool no_color = false;
  bool no_progress = false;
};

// `changes`: the command changes something, so that it takes --dry-run.
cli::ArgSet global_args(GlobalOptions& options, bool changes);

} // namespace lpaz::runtime
