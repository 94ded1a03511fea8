#include "commands/commands.hpp"
#include "commands/provisioning/status_row.hpp"
#include "commands/provisioning/status_watch.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Prints the state of provisioning for the enterprise app: the state of the job in words, the last and the next cycle, what a quarantine means and how to end it, how many groups and people are assigned, and the problems seen.

The next cycle is an estimate: the service starts it within a few minutes of that time. Counts only grow, because deleted users stay counted.

With --watch it keeps running: it checks again every 10 seconds, or as often as --interval says, and prints a new row each time something has changed, until it is interrupted (exit code 130). With --columns it watches only those columns. With --output jsonl scripts get one row per line.

Examples:
  lpaz status
  lpaz status --exit-code --quiet || mail -s "LastPass provisioning" it@contoso.example
  lpaz status --output json | jq .nextCycle
  lpaz status --watch --interval 1m --columns state,lastCycleEnded,problems --output jsonl)";

constexpr std::chrono::seconds k_default_interval{10};

struct Options {
  bool exit_code = false;
  bool watch = false;
  std::optional<std::chrono::seconds> interval;
};

cli::ArgSet args(Options& options)
{
  return {flag("--exit-code", options.exit_code, "End with 10 if anything needs attention"),
          flag("--watch",
               options.watch,
               "Keep running and print a new row each time something has changed"),
          option("--interval", options.interval, "TIME", "How often --watch checks")
              .default_text("10s")};
}

Status check_watch(const Options& options, cli::OutputFormat format)
{
  if (!options.watch && options.interval) {
    return fail(ErrorKind::usage, "--interval is for --watch only");
  }
  if (options.watch && options.exit_code) {
    return fail(ErrorKind::usage,
                "--watch and --exit-code exclude each other",
                "--watch ends only when it is interrupted");
  }
  if (options.interval && *options.interval < std::chrono::seconds(1)) {
    return fail(ErrorKind::usage, "--interval must be at least one second");
  }
  if (options.watch && format == cli::OutputFormat::json) {
    return fail(ErrorKind::usage,
                "--watch has no end, so its output is not one JSON object",
                "use --output jsonl: one object a line");
  }
  return {};
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_CHECK(check_watch(options, context.settings().format));
  if (options.watch) {
    return watch_status(context, options.interval.value_or(k_default_interval));
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto status, admin::provisioning_status(*client, context.settings().app.value));
  warn_about_log(status, context);
  LPAZ_CHECK(context.print(status_row(status)));
  if (options.exit_code && !status.healthy()) {
    return fail(ErrorKind::unhealthy,
                status.problems.empty() ? "provisioning is not set up"
                                        : util::join(status.problems, "\n  "));
  }
  return {};
}

} // namespace

CommandSpec status()
{
  return command("status", "Print the provisioning status", k_help, args, run)
      .prints_one(status_columns());
}

} // namespace lpaz::commands
