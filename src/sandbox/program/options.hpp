#pragma once

#include "lpaz/cli/description.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::sandbox::program {

// What `serve` and `exec` take.
struct Options {
  long long port = 0;
  bool tls = false;
  long long users = 0;
  long long cycle_seconds = 40LL * 60;
  long long replication_ms = 0;
  long long token_life_seconds = 3599;
  std::vector<std::string> grant; // empty: all
  std::vector<std::string> deny;
  bool privileged = false;
  std::string scim_url;
};

cli::ArgSet tenant_args(Options& options);

// The one description of the program, for help, man page and completions. The fields of `options`
// and `command_line` are filled by parsing with it.
cli::ProgramDescription describe(Options& options, std::vector<std::string>& command_line);

} // namespace lpaz::sandbox::program
