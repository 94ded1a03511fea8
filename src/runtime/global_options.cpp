#include "lpaz/runtime/global_options.hpp"

#include "lpaz/cli/rows.hpp"
#include "lpaz/runtime/cloud.hpp"

namespace lpaz::runtime {

cli::ArgSet global_args(GlobalOptions& options, bool changes)
{
  using cli::Completion;
  using cli::flag;
  using cli::option;
  cli::ArgSet set("Common options", {});
  if (changes) {
    set.add(cli::ArgSet("Common options",
                        {flag("--dry-run",
                              options.dry_run,
                              "Read everything, change nothing, and "
                              "print what would be done")}));
  }
  set.add(cli::ArgSet(
      "Common options",
      {option("--output,-o", options.output, "FORMAT", "How to print the result")
           .choices(cli::output_format_names())
           .env("LPAZ_OUTPUT")
           .default_text("table"),
       option("--columns", options.columns, "NAMES", "Which fields, in which order: a,b,c"),
       flag("--yes,-y", options.yes, "Do not ask"),
       flag("--quiet,-q", options.quiet, "Only results and errors"),
       flag("--verbose,-v", options.verbose, "Show each request on stderr, never secrets"),
       option("--app", options.app, "NAME|ID", "The enterprise app that provisions LastPass")
           .env("LPAZ_APP")
           .default_text("LastPass Provisioning App"),
       option("--profile", options.profile, "NAME", "Which profile of the configuration file")
           .env("LPAZ_PROFILE")
           .default_text("default"),
       option("--config", options.config, "FILE", "The configuration file")
           .env("LPAZ_CONFIG")
           .default_text("~/.config/lpaz/config.json")
           .completes(Completion::file),
       option("--cloud", options.cloud, "CLOUD", "Which Microsoft cloud the tenant lives in")
           .choices(cloud_names())
           .env("LPAZ_CLOUD")
           .default_text("global"),
       option(
           "--ca-file", options.ca_file, "FILE", "Trust these authorities (PEM), not the system's")
           .completes(Completion::file),
       option(
           "--timeout", options.timeout, "TIME", "Longest wait for one request, retries included")
           .default_text("180s"),
       flag("--no-color", options.no_color, "No colours"),
       flag("--no-progress", options.no_progress, "No progress on stderr")}));
  return set;
}

} // namespace lpaz::runtime
