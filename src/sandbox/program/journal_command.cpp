#include "sandbox/program/control_client.hpp"

#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Prints every request that the sandbox received since its start or the last reset, oldest first, as one JSON object per line: number, time (of the tenant's calendar), method, path with its query, status (0: the connection was cut), bytesIn, bytesOut, durationMicroseconds, clientRequestId, userAgent, connection (the same number is the same connection), fault (the fault that was injected), and the body of a $batch. The newest 50,000 are kept; control calls and requests of the page are not recorded.

journal reset clears the journal, so that a test sees only its own requests.

Examples:
  lpaz-sandbox journal reset
  lpaz-sandbox journal --method PATCH --path /v1.0/users/ | wc -l
  lpaz-sandbox journal --path /scimapi | jq -r '.method + " " + .path')";

struct JournalOptions {
  ControlOptions control;
  std::optional<std::string> action;
  std::string method;
  std::string path;
};

cli::ArgSet args(JournalOptions& options)
{
  cli::ArgSet set{
      cli::positional("ACTION", options.action, "Forget all requests").choices({"reset"}),
      cli::option("--method", options.method, "METHOD", "Only requests with this method")
          .choices({"GET", "POST", "PUT", "PATCH", "DELETE"}),
      cli::option("--path", options.path, "PREFIX", "Only requests whose path begins like this")};
  return set + control_args(options.control);
}

Result<int> run(const JournalOptions& options, const Terminal& terminal)
{
  LPAZ_TRY(const auto client, ControlClient::make(options.control, terminal));
  if (options.action) {
    LPAZ_TRY(const auto done, client.call("POST", "journal/reset"));
    return 0;
  }
  LPAZ_TRY(const std::string body,
           client.call("GET",
                       fmt::format("journal?method={}&prefix={}",
                                   options.method,
                                   util::percent_encode(options.path))));
  LPAZ_TRY(const auto entries, util::parse_ordered_json(body, "journal"));
  for (const auto& entry : entries) {
    LPAZ_CHECK(terminal.streams.out().write(util::dump_json(entry) + "\n"));
  }
  LPAZ_CHECK(terminal.streams.out().flush());
  return 0;
}

} // namespace

Command journal_command()
{
  return make_command<JournalOptions>(
      describe_command("journal", k_work_section, "Print every request that it received", k_help),
      args,
      run);
}

} // namespace lpaz::sandbox::program
