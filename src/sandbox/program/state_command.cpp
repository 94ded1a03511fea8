#include "sandbox/program/control_client.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Saves the state of a running sandbox, restores it, or resets it. Each action waits for a running cycle to end.

- dump writes the whole state as one JSON document to FILE (mode 0600) or to standard output: the directory with its change log and recycle bin, apps, assignments, roles, jobs with what the service remembers of them, both logs, LastPass, and how far the calendar was moved forward.
- load replaces the current state with such a document from FILE (- is standard input). The whole document is checked first; if it has an error, nothing changes.
- reset replaces the current state with a seed: SEED, or the one that the sandbox started with. lpaz-sandbox serve --help lists the seeds.

A document holds no secrets. If the job had saved the token that LastPass accepts, it has the loading sandbox's token after the load; any other saved secret is replaced by one that nobody accepts. The sandbox's own addresses become those of the loading sandbox, so what serve printed and exec set remains correct whatever is loaded. The journal, faults and options are not part of the state.

Examples:
  lpaz-sandbox state dump before.json
  lpaz-sandbox state load before.json
  lpaz-sandbox state reset quarantined --at http://127.0.0.1:8080/control)";

constexpr std::size_t k_largest_document = std::size_t{1} << 30U;

struct StateOptions {
  ControlOptions control;
  std::string action;
  std::optional<std::string> subject;
};

cli::ArgSet args(StateOptions& options)
{
  cli::ArgSet set{
      cli::positional("ACTION", options.action, "What to do").choices({"dump", "load", "reset"}),
      cli::positional(
          "FILE|SEED", options.subject, "The file to dump to or load from, or the seed to reset to")
          .completes(cli::Completion::file)};
  return set + control_args(options.control);
}

Status
dump(const ControlClient& client, const std::optional<std::string>& file, const Terminal& terminal)
{
  LPAZ_TRY(const std::string document, client.call("GET", "state/dump"));
  return file && *file != "-" ? util::write_private_file(*file, document)
                              : terminal.print(document);
}

Status load(const ControlClient& client, const std::optional<std::string>& file)
{
  if (!file) {
    return fail(ErrorKind::usage, "name the file to load", "lpaz-sandbox state load FILE");
  }
  LPAZ_TRY(const std::string document,
           *file == "-" ? util::read_standard_input(k_largest_document)
                        : util::read_file(*file, k_largest_document));
  if (document.empty()) {
    return fail(ErrorKind::usage, util::make_visible(*file) + " is empty");
  }
  auto loaded = client.call("PUT", "state", document);
  if (!loaded) {
    return fail(with_context(std::move(loaded).error(), util::make_visible(*file)));
  }
  return {};
}

Status reset(const ControlClient& client, const std::optional<std::string>& seed)
{
  const util::Json order = {{"seed", seed.value_or("")}};
  LPAZ_TRY(const auto done, client.call("POST", "state/reset", util::dump_json(order)));
  return {};
}

Result<int> run(const StateOptions& options, const Terminal& terminal)
{
  LPAZ_TRY(const auto client, ControlClient::make(options.control, terminal));
  if (options.action == "dump") {
    LPAZ_CHECK(dump(client, options.subject, terminal));
  } else if (options.action == "load") {
    LPAZ_CHECK(load(client, options.subject));
  } else {
    LPAZ_CHECK(reset(client, options.subject));
  }
  return 0;
}

} // namespace

Command state_command()
{
  return make_command<StateOptions>(
      describe_command(
          "state", k_work_section, "Save, restore or reset the state of a sandbox", k_help),
      args,
      run);
}

} // namespace lpaz::sandbox::program
