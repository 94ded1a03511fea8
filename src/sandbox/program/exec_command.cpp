#include "sandbox/program/command.hpp"
#include "sandbox/program/exec.hpp"
#include "sandbox/program/options.hpp"
#include "sandbox/program/signals.hpp"

#include "lpaz/util/file.hpp"

#include <nlohmann/json.hpp>

#include <unistd.h>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Starts a sandbox on a free port and runs the command with the environment that lpaz reads (AZURE_*, LPAZ_GRAPH_ENDPOINT, LPAZ_CONNECTION_URL and so on; LPAZ_CACHE_DIR is an empty folder of its own) and with LPAZ_SANDBOX set to the control address. Exits with the command's exit code: 127 if there is no such command, 126 if it cannot be run, 128 plus the signal's number if a signal ended it.

lpaz-sandbox serve --help lists the seeds.

Examples:
  lpaz-sandbox exec -- lpaz whoami
  lpaz-sandbox exec --replication 1500 -- lpaz configure-app
  lpaz-sandbox exec --seed running -- sh -c 'lpaz block-user alan.turing@contoso.example; lpaz-sandbox cycle')";

struct ExecOptions : Options {
  std::vector<std::string> command_line; // for the description only: it comes after "--"
};

cli::ArgSet args(ExecOptions& options)
{
  cli::ArgSet set = tenant_args(options);
  set.add(cli::positional("COMMAND", options.command_line, "The command to run, after --"));
  return set;
}

std::vector<std::string> own_environment()
{
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

// With TLS, a configuration file tells lpaz which authority to trust.
Status write_config(const std::filesystem::path& file, const std::string& ca_file)
{
  const util::OrderedJson config = {{"profiles", {{"default", {{"caFile", ca_file}}}}}};
  return util::write_private_file(file, util::dump_json(config, 2));
}

Result<int> run(const ExecOptions& options, const Terminal& terminal)
{
  if (terminal.behind_dashes.empty()) {
    return fail(ErrorKind::usage,
                "there is no command to run",
                "lpaz-sandbox exec [options] -- COMMAND...");
  }
  block_signals({SIGINT, SIGTERM, SIGHUP, SIGCHLD});
  LPAZ_TRY(const auto sandbox, Sandbox::start(completed(options, terminal.environment)));
  const auto& announcement = sandbox->announcement();
  const auto cache = sandbox->folder() / "cache";
  const auto config = sandbox->folder() / "config.json";
  LPAZ_CHECK(util::ensure_private_directory(cache));
  LPAZ_CHECK(write_config(config, announcement.ca_file));
  return run_command(
      terminal.behind_dashes,
      command_environment(own_environment(), announcement, cache.string(), config.string()));
}

} // namespace

Command exec_command()
{
  return make_command<ExecOptions>(
      describe_command(
          "exec", k_start_section, "Run a command against a sandbox of its own", k_help),
      args,
      run);
}

} // namespace lpaz::sandbox::program
