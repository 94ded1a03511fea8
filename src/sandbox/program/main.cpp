#include "sandbox/program/exec.hpp"
#include "sandbox/program/options.hpp"
#include "sandbox/program/sandbox.hpp"
#include "sandbox/program/signals.hpp"

#include "lpaz/cli/help.hpp"
#include "lpaz/cli/parse.hpp"
#include "lpaz/cli/streams.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

namespace lpaz::sandbox::program {
namespace {

constexpr int k_failed = 1;
constexpr int k_usage = 2;

using Words = std::vector<std::string>;

// What every run has at hand.
struct Run {
  cli::Streams& streams;
  Options options;
  Words command_line; // of exec
};

int report(Run& run, const Error& error)
{
  std::string text = "lpaz-sandbox: " + error.message + "\n";
  if (!error.hint.empty()) {
    text += "hint: " + error.hint + "\n";
  }
  (void)run.streams.err().write(text);
  return error.kind == ErrorKind::usage ? k_usage : k_failed;
}

int print(Run& run, const std::string& text)
{
  auto& out = run.streams.out();
  const auto written = out.write(text);
  const auto flushed = out.flush();
  return written && flushed ? 0 : k_failed;
}

int serve(Run& run)
{
  block_signals({SIGINT, SIGTERM, SIGHUP});
  const auto sandbox = Sandbox::start(run.options);
  if (!sandbox) {
    return report(run, sandbox.error());
  }
  if (print(run, util::dump_json(to_json((*sandbox)->announcement())) + "\n") != 0) {
    return k_failed;
  }
  wait_for_signal({SIGINT, SIGTERM, SIGHUP});
  return 0;
}

Words own_environment()
{
  Words variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

// With TLS, lpaz learns from a configuration file whom to trust.
Status write_config(const std::filesystem::path& file, const std::string& ca_file)
{
  const util::OrderedJson config = {{"profiles", {{"default", {{"caFile", ca_file}}}}}};
  return util::write_private_file(file, util::dump_json(config, 2));
}

int exec(Run& run)
{
  block_signals({SIGINT, SIGTERM, SIGHUP, SIGCHLD});
  const auto sandbox = Sandbox::start(run.options);
  if (!sandbox) {
    return report(run, sandbox.error());
  }
  const auto& announcement = (*sandbox)->announcement();
  const auto cache = (*sandbox)->folder() / "cache";
  const auto config = (*sandbox)->folder() / "config.json";
  if (const auto made = util::ensure_private_directory(cache); !made) {
    return report(run, made.error());
  }
  if (const auto written = write_config(config, announcement.ca_file); !written) {
    return report(run, written.error());
  }
  return run_command(
      run.command_line,
      command_environment(own_environment(), announcement, cache.string(), config.string()));
}

// Everything behind "--" is the command's, whatever it looks like.
Words split_off_command(Words& words)
{
  const auto dashes = std::ranges::find(words, "--");
  Words command_line(dashes == words.end() ? dashes : dashes + 1, words.end());
  words.erase(dashes, words.end());
  return command_line;
}

int run_subcommand(Run& run,
                   const cli::ProgramDescription& program,
                   const cli::CommandDescription& command,
                   Words words)
{
  Words behind_dashes = split_off_command(words);
  cli::ArgSet args = tenant_args(run.options);
  const auto outcome = cli::parse("lpaz-sandbox " + command.name, args, words);
  if (!outcome) {
    return report(run, outcome.error());
  }
  if (outcome->help_requested) {
    return print(run, cli::command_help(program, command, {run.streams.out().width(), false}));
  }
  if (command.name == "serve") {
    return serve(run);
  }
  if (behind_dashes.empty()) {
    return report(run,
                  fail(ErrorKind::usage,
                       "there is no command to run",
                       "lpaz-sandbox exec [options] -- COMMAND...")
                      .error());
  }
  run.command_line = std::move(behind_dashes);
  return exec(run);
}

int run_program(Words words)
{
  const auto streams = cli::process_streams(util::Environment::of_process());
  Run run{*streams, {}, {}};
  const auto program = describe(run.options, run.command_line);
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    const int written = print(run, cli::program_help(program, {streams->out().width(), false}));
    return words.empty() ? k_usage : written;
  }
  if (words[0] == "--version") {
    return print(run, fmt::format("lpaz-sandbox {}\n", program.version));
  }
  const auto* command = program.find(words[0]);
  if (command == nullptr) {
    return report(run, cli::unknown_command(program, words[0]));
  }
  words.erase(words.begin());
  return run_subcommand(run, program, *command, std::move(words));
}

} // namespace
} // namespace lpaz::sandbox::program

int main(int argc, char** argv)
{
  try {
    return lpaz::sandbox::program::run_program({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "lpaz-sandbox: defect: {}\n", error.what());
    return 70;
  }
}
