#include "sandbox/program/control_client.hpp"
#include "sandbox/program/rows.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Makes the next requests to a route fail, so that a script can be tested against the failure.

- throttle: answers 429 with Retry-After and does nothing.
- error: answers 503, or --status, and does nothing.
- slow: waits for --delay, then acts and answers as usual.
- cut-before: closes the connection without acting.
- cut-after: acts, then closes the connection without an answer.
- cut-body: acts, then closes the connection in the middle of the answer.
- garbage: acts, then answers with something that is not JSON.
- expired-token: answers 401 as for an expired token, and does nothing.
- list prints the faults still to come; clear removes them all.

A fault affects the next --times requests whose method and path match; faults given first come first. Without --path it affects Graph only; the sign-in service is below the id of the tenant, LastPass below /scimapi and /enterpriseapi.php. Parts of a $batch can be affected by throttle, error and expired-token, by their own paths.

Examples:
  lpaz-sandbox fault throttle --times 3 --retry-after 2
  lpaz-sandbox fault cut-after --method PATCH --path /v1.0/users/
  lpaz-sandbox fault slow --delay 5s --path /scimapi
  lpaz-sandbox fault list)";

struct KnownFault {
  std::string_view name;  // as typed
  std::string_view fault; // as the control call names it
  int status;
};

constexpr std::array k_faults{KnownFault{"throttle", "status", 429},
                              KnownFault{"error", "status", 503},
                              KnownFault{"slow", "slow", 0},
                              KnownFault{"cut-before", "drop-before", 0},
                              KnownFault{"cut-after", "drop-after", 0},
                              KnownFault{"cut-body", "cut", 0},
                              KnownFault{"garbage", "garbage", 0},
                              KnownFault{"expired-token", "expired-token", 0}};
constexpr long long k_default_retry_after = 1;

struct FaultOptions {
  ControlOptions control;
  std::string action;
  std::string method;
  std::string path = "/v1.0";
  long long times = 1;
  std::optional<long long> status;
  std::optional<long long> retry_after;
  std::optional<std::chrono::seconds> delay;
  std::string output = "table";
};

std::vector<std::string> actions()
{
  std::vector<std::string> names;
  for (const auto& known : k_faults) {
    names.emplace_back(known.name);
  }
  names.insert(names.end(), {"list", "clear"});
  return names;
}

cli::ArgSet args(FaultOptions& options)
{
  cli::ArgSet set{
      cli::positional("ACTION", options.action, "The fault, or list or clear").choices(actions()),
      cli::option("--method", options.method, "METHOD", "Only requests with this method")
          .choices({"GET", "POST", "PUT", "PATCH", "DELETE"}),
      cli::option("--path", options.path, "PREFIX", "Only requests whose path begins like this")
          .default_text("/v1.0"),
      cli::option("--times", options.times, "N", "How many requests it affects")
          .range(1, 1'000'000)
          .default_text("1"),
      cli::option("--status", options.status, "N", "The status that error answers with")
          .range(200, 599)
          .default_text("503"),
      cli::option("--retry-after",
                  options.retry_after,
                  "SECONDS",
                  "The Retry-After that throttle and error send")
          .range(0, 86'400)
          .default_text("1 with throttle"),
      cli::option("--delay", options.delay, "TIME", "How long slow waits").default_text("2s"),
      output_arg(options.output)};
  return set + control_args(options.control);
}

std::vector<cli::Column> columns()
{
  using cli::ColumnKind;
  using cli::ColumnShow;
  return {
      {"fault", "fault", "What will happen"},
      {"method", "method", "Only this method; empty: any"},
      {"path", "path", "Paths that begin like this"},
      {"times", "times", "How many more requests it will affect", ColumnKind::number},
      {"status", "status", "The status of the answer", ColumnKind::number, ColumnShow::when_set},
      {"retryAfter",
       "retry after",
       "The Retry-After that is sent",
       ColumnKind::text,
       ColumnShow::when_set},
      {"delay", "delay (ms)", "How long slow waits", ColumnKind::number, ColumnShow::when_set}};
}

Status check(const FaultOptions& options)
{
  const auto only = [](bool given, std::string_view name, std::string_view kinds) -> Status {
    if (!given) {
      return {};
    }
    return fail(ErrorKind::usage, std::string(name) + " is for " + std::string(kinds) + " only");
  };
  const std::string& kind = options.action;
  LPAZ_CHECK(only(options.status && kind != "error", "--status", "error"));
  LPAZ_CHECK(only(options.retry_after && kind != "error" && kind != "throttle",
                  "--retry-after",
                  "throttle and error"));
  return only(options.delay && kind != "slow", "--delay", "slow");
}

util::Json order_of(const KnownFault& known, const FaultOptions& options)
{
  constexpr std::chrono::seconds k_default_delay{2};
  util::Json order = {{"fault", known.fault},
                      {"method", options.method},
                      {"path", options.path},
                      {"times", options.times}};
  if (known.status != 0) {
    order["status"] = options.status.value_or(known.status);
  }
  if (options.retry_after || known.name == "throttle") {
    order["retryAfter"] = options.retry_after.value_or(k_default_retry_after);
  }
  if (known.name == "slow") {
    order["delay"] = std::chrono::milliseconds(options.delay.value_or(k_default_delay)).count();
  }
  return order;
}

Result<int> run(const FaultOptions& options, const Terminal& terminal)
{
  LPAZ_CHECK(check(options));
  LPAZ_TRY(const auto client, ControlClient::make(options.control, terminal));
  if (options.action == "list") {
    LPAZ_TRY(const std::string body, client.call("GET", "fault"));
    LPAZ_TRY(const auto faults, util::parse_json(body, "list of faults"));
    LPAZ_CHECK(print_rows(faults, columns(), options.output, terminal));
    return 0;
  }
  if (options.action == "clear") {
    LPAZ_TRY(const auto cleared, client.call("DELETE", "fault"));
    return 0;
  }
  const auto* known = std::ranges::find(k_faults, options.action, &KnownFault::name);
  LPAZ_TRY(const auto ordered,
           client.call("POST", "fault", util::dump_json(order_of(*known, options))));
  return 0;
}

} // namespace

Command fault_command()
{
  auto description = describe_command(
      "fault", k_work_section, "Make the next requests fail in a chosen way", k_help);
  description.columns = columns();
  return make_command<FaultOptions>(std::move(description), args, run);
}

} // namespace lpaz::sandbox::program
