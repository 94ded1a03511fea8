#pragma once

#include "lpaz/cli/arg_set.hpp"
#include "lpaz/util/environment.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::program {

// The options of `serve` and `exec`.
struct Options {
  long long port = 0;
  bool tls = false;
  std::string seed = "fresh";
  long long users = 0;
  long long cycle_seconds = 40LL * 60;
  long long replication_ms = 0;
  long long token_life_seconds = 3599;
  std::vector<std::string> grant; // empty: all
  std::vector<std::string> deny;
  bool privileged = false;
  bool synced_writes = false;
  std::string scim_url;
  std::string throttle = "off"; // see server::parse_throttle
  std::string record;           // file
};

cli::ArgSet tenant_args(Options& options);

// Fills in from the environment what no option gave.
Options completed(Options options, const util::Environment& environment);

} // namespace lpaz::sandbox::program
