#pragma once

#include "sandbox/program/sandbox.hpp"

#include <string>
#include <vector>

namespace lpaz::sandbox::program {

// The environment of the command, as "NAME=value": the process's own without variables that would
// lead lpaz elsewhere, and with those that lead it to the sandbox.
std::vector<std::string> command_environment(const std::vector<std::string>& own,
                                             const Announcement& announcement,
                                             const std::string& cache_folder,
                                             const std::string& config_file);

// Runs the command and returns the exit code for the process. SIGINT, SIGTERM, SIGHUP and SIGCHLD
// must be blocked; the first three are passed on.
int run_command(const std::vector<std::string>& command_line,
                const std::vector<std::string>& environment);

} // namespace lpaz::sandbox::program
