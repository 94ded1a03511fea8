#include "lpaz/cli/parse.hpp"
#include "lpaz/runtime/global_options.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace lpaz;
using runtime::GlobalOptions;

namespace {

Result<GlobalOptions> parsed(const std::vector<std::string>& words, bool changes = true)
{
  GlobalOptions options;
  const cli::ArgSet args = runtime::global_args(options, changes);
  LPAZ_TRY(const auto outcome, cli::parse("lpaz test", args, words));
  (void)outcome;
  return options;
}

} // namespace

TEST_CASE("every command takes the options that the user's guide promises")
{
  const auto options =
      parsed({"-o",           "json",       "--columns",    "a,b",         "-q",        "-v",
              "-y",           "--dry-run",  "--app",        "LastPass EU", "--profile", "prod",
              "--config",     "c.json",     "--cloud",      "usgov",       "--ca-file", "ca.pem",
              "--timeout=2m", "--no-color", "--no-progress"});
  REQUIRE(options);
  CHECK(options->output == "json");
  CHECK(options->columns == "a,b");
  CHECK(options->quiet);
  CHECK(options->verbose);
  CHECK(options->yes);
  CHECK(options->dry_run);
  CHECK(options->app == "LastPass EU");
  CHECK(options->profile == "prod");
  CHECK(options->config == "c.json");
  CHECK(options->cloud == "usgov");
  CHECK(options->ca_file == "ca.pem");
  CHECK(options->timeout == std::chrono::seconds(120));
  CHECK(options->no_color);
  CHECK(options->no_progress);
}

TEST_CASE("what was not given stays unset, so that environment and profile can speak")
{
  const auto options = parsed({});
  REQUIRE(options);
  CHECK_FALSE(options->output);
  CHECK_FALSE(options->app);
  CHECK_FALSE(options->profile);
  CHECK_FALSE(options->config);
  CHECK_FALSE(options->cloud);
  CHECK_FALSE(options->ca_file);
  CHECK_FALSE(options->timeout);
  CHECK_FALSE(options->dry_run);
}

TEST_CASE("a command that changes nothing has no --dry-run")
{
  CHECK_FALSE(parsed({"--dry-run"}, false));
  CHECK(parsed({"--dry-run"}, true));
}

TEST_CASE("a common option with a value that makes no sense is a usage error")
{
  const std::vector<std::vector<std::string>> wrong = {{"-o", "xml"},
                                                       {"--cloud", "mars"},
                                                       {"--timeout", "soon"},
                                                       {"--output"},
                                                       {"-o", "json", "-o", "csv"}};
  for (const auto& words : wrong) {
    CAPTURE(words.back());
    const auto options = parsed(words);
    REQUIRE_FALSE(options);
    CHECK(options.error().kind == ErrorKind::usage);
  }
}
