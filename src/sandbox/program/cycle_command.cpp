#include "sandbox/program/control_client.hpp"
#include "sandbox/program/rows.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Runs one provisioning cycle of every started job now, waits for it to end, and prints a row for each job. A job in quarantine is skipped until its next attempt is due: move the calendar forward with advance, or start the job again.

Examples:
  lpaz-sandbox cycle
  lpaz-sandbox cycle --output json | jq -r '.[].quarantine')";

struct CycleOptions {
  ControlOptions control;
  std::string output = "table";
};

cli::ArgSet args(CycleOptions& options)
{
  return cli::ArgSet{output_arg(options.output)} + control_args(options.control);
}

std::vector<cli::Column> columns()
{
  using cli::ColumnKind;
  using cli::ColumnShow;
  return {{"id", "job", "The id of the job"},
          {"servicePrincipalId",
           "app",
           "The id of the enterprise app",
           ColumnKind::text,
           ColumnShow::on_request},
          {"scheduled", "started", "Whether cycles run", ColumnKind::boolean},
          {"status", "status", "As Graph shows it: Active, Quarantine, Paused, NotRun"},
          {"lastExecution", "last cycle", "How the last cycle ended"},
          {"quarantine",
           "quarantine",
           "The reason of the quarantine",
           ColumnKind::text,
           ColumnShow::when_set}};
}

Result<int> run(const CycleOptions& options, const Terminal& terminal)
{
  LPAZ_TRY(const auto client, ControlClient::make(options.control, terminal));
  LPAZ_TRY(const std::string body, client.call("POST", "cycle"));
  LPAZ_TRY(const auto summary, util::parse_json(body, "answer of the sandbox"));
  const auto* jobs = util::find_array(summary, "jobs");
  if (jobs == nullptr || jobs->empty()) {
    (void)terminal.streams.err().write(
        "lpaz-sandbox: the tenant has no job, so nothing ran\n"
        "hint: lpaz configure-app creates one, and the seed running has one\n");
  }
  LPAZ_CHECK(print_rows(
      jobs == nullptr ? util::Json::array() : *jobs, columns(), options.output, terminal));
  return 0;
}

} // namespace

Command cycle_command()
{
  auto description =
      describe_command("cycle", k_work_section, "Run a provisioning cycle now", k_help);
  description.columns = columns();
  return make_command<CycleOptions>(std::move(description), args, run);
}

} // namespace lpaz::sandbox::program
