#include "sandbox/program/control_client.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>

namespace lpaz::sandbox::program {
namespace {

constexpr std::string_view k_help =
    R"(Moves the tenant's calendar forward and prints the new time. Whatever becomes due happens: cycles start, users who have been in the recycle bin for 30 days are purged, and a job in quarantine makes its next attempt. A cycle that was missed several times runs once. Only state load and state reset can set the calendar back.

DURATION is written as 90 (seconds), 15m, 2h, 30d or 1h30m.

Examples:
  lpaz-sandbox advance 40m
  lpaz-sandbox advance 30d)";

struct AdvanceOptions {
  ControlOptions control;
  std::chrono::seconds duration{0};
};

// Accepts days as well as what every duration may be written as.
std::optional<std::chrono::seconds> parse_days(std::string_view text)
{
  constexpr long long k_most = 10LL * 366;
  if (!text.ends_with('d')) {
    return util::parse_duration(text);
  }
  const auto days = util::parse_integer(text.substr(0, text.size() - 1));
  return days && *days >= 0 && *days <= k_most ? std::optional(std::chrono::hours(24 * *days))
                                               : std::nullopt;
}

Status read_duration(const std::string& text, std::chrono::seconds& duration)
{
  constexpr std::chrono::hours k_longest{10LL * 366 * 24};
  const auto parsed = parse_days(text);
  if (!parsed || *parsed > k_longest) {
    return fail(ErrorKind::usage,
                "is not a duration of at most ten years: " + util::make_visible(text));
  }
  duration = *parsed;
  return {};
}

cli::ArgSet args(AdvanceOptions& options)
{
  auto duration = cli::positional("DURATION", options.duration, "How far")
                      .parser([&options](const std::string& text) {
                        return read_duration(text, options.duration);
                      });
  return cli::ArgSet{duration} + control_args(options.control);
}

Result<int> run(const AdvanceOptions& options, const Terminal& terminal)
{
  LPAZ_TRY(const auto client, ControlClient::make(options.control, terminal));
  const util::Json order = {{"seconds", options.duration.count()}};
  LPAZ_TRY(const std::string body, client.call("POST", "advance", util::dump_json(order)));
  LPAZ_TRY(const auto answer, util::parse_json(body, "answer of the sandbox"));
  LPAZ_CHECK(terminal.print(util::make_visible(util::string_at(answer, "now")) + "\n"));
  return 0;
}

} // namespace

Command advance_command()
{
  return make_command<AdvanceOptions>(
      describe_command("advance", k_work_section, "Move the tenant's calendar forward", k_help),
      args,
      run);
}

} // namespace lpaz::sandbox::program
