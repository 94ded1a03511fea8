#include "lpaz/runtime/global_options.hpp"

#include "lpaz/runtime/settings.hpp"

namespace lpaz::runtime {
namespace {

constexpr std::string_view k_heading = "Common options";

cli::Arg setting_option(const SettingRow& row, GlobalOptions& options)
{
  cli::Arg arg =
      cli::option(row.option.names, options.*row.option.given, row.option.value_name, row.help);
  arg.env(row.variable).default_text(row.fallback);
  if (row.kind == SettingKind::file) {
    arg.completes(cli::Completion::file);
  }
  return row.choices == nullptr ? arg : arg.choices(row.choices());
}

} // namespace

cli::ArgSet global_args(GlobalOptions& options, bool changes)
{
  using cli::flag;
  using cli::option;
  cli::ArgSet set;
  if (changes) {
    set.add({k_heading,
             {flag("--dry-run",
                   options.dry_run,
                   "Read everything, change nothing, and print what would be done")}});
  }
  for (const SettingRow& row : setting_rows()) {
    if (row.option.given != nullptr) {
      set.add({k_heading, {setting_option(row, options)}});
    }
    if (row.option.given == &GlobalOptions::output) {
      set.add(
          {k_heading,
           {option("--columns", options.columns, "NAMES", "Which fields, in which order: a,b,c"),
            flag("--yes,-y", options.yes, "Do not ask"),
            flag("--quiet,-q", options.quiet, "Only results and errors"),
            flag("--verbose,-v", options.verbose, "Show each request on stderr, never secrets")}});
    }
  }
  return set.add(
      {k_heading,
       {option(
            "--timeout", options.timeout, "TIME", "Longest wait for one request, retries included")
            .default_text("180s"),
        flag("--no-color", options.no_color, "No colours"),
        flag("--no-progress", options.no_progress, "No progress on stderr")}});
}

} // namespace lpaz::runtime
