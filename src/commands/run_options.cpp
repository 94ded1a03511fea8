#include "commands/run_options.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace lpaz::commands {
namespace {

using admin::GuardRail;
using admin::Rail;

cli::ArgSet rail_args(RunOptions& options, admin::RailSet rails)
{
  cli::ArgSet set;
  if (rails.contains(Rail::max_users)) {
    const GuardRail& rail = admin::guard_rails()[static_cast<std::size_t>(Rail::max_users)];
    set.add(option(rail.override_option, options.max_users, "N", rail.help)
                .range(1, 1'000'000)
                .default_text("no limit"));
  }
  for (const GuardRail& rail : admin::guard_rails()) {
    if (rail.rail != Rail::max_users && rails.contains(rail.rail)) {
      set.add(flag(rail.override_option,
                   options.overridden[static_cast<std::size_t>(rail.rail)],
                   rail.help));
    }
  }
  return set;
}

Status open_journal(const RunOptions& options, StartedRun& run, runtime::Context& context)
{
  LPAZ_TRY(
      run.journal,
      bulk::Journal::open(options.journal, run.identity, context.graph_clock(), context.log()));
  if (const auto ended = run.journal.finished()) {
    context.note(fmt::format("the run of this journal came to its end {}: {} done, {} proven then; "
                             "this one looks anew, and tells how it is now",
                             util::format_local(*ended),
                             run.journal.done_count(),
                             run.journal.proof_count()));
  }
  return {};
}

Status bind_meanings(StartedRun& run)
{
  for (const auto& [what, meanings] : run.meanings) {
    LPAZ_CHECK(run.journal.bind(what, meanings));
  }
  return {};
}

// A list of what is not done that cannot be written must not be found out when all is over.
Status try_not_done(const std::string& path)
{
  const Status tried = path.empty() ? Status() : util::try_private_file(path);
  if (tried) {
    return {};
  }
  Error error = with_context(tried.error(), "--not-done");
  error.kind = ErrorKind::usage;
  error.hint = "name a file in a folder that exists and that you may write to";
  return fail(std::move(error));
}

// Names what a question is about, on stderr: the first of them, and how many more.
void explain_changes(const bulk::Plan& plan, runtime::Context& context)
{
  constexpr std::size_t k_most_named = 20;
  std::size_t count = 0;
  for (const bulk::Change& change : plan.changes) {
    if (!change.already && ++count <= k_most_named) {
      context.explain("  " + change.name);
    }
  }
  if (count > k_most_named) {
    context.explain(fmt::format("  and {} more; --dry-run lists all", count - k_most_named));
  }
}

} // namespace

cli::ArgSet run_args(RunOptions& options, admin::RailSet rails)
{
  cli::ArgSet set = {
      option("--journal",
             options.journal,
             "FILE",
             "Keep account of what is done; the same command continues after a crash")
          .completes(cli::Completion::file),
      option("--not-done",
             options.not_done,
             "FILE",
             "List there what is not done, for --from-file of the next run")
          .completes(cli::Completion::file),
      flag("--continue-on-error",
           options.continue_on_error,
           "Go on with the others after one has failed")};
  set.add(rail_args(options, rails));
  return set;
}

cli::ArgSet wait_args(WaitOptions& options)
{
  return {flag("--wait", options.wait, "Wait for the proof that LastPass has followed"),
          option("--wait-timeout", options.wait_timeout, "TIME", "How long --wait waits at most")
              .default_text("45m")};
}

admin::RailSet rails_that_hold(const RunOptions& options, admin::RailSet rails)
{
  for (const GuardRail& rail : admin::guard_rails()) {
    if (options.overridden[static_cast<std::size_t>(rail.rail)]) {
      rails = rails.without(rail.rail);
    }
  }
  return rails;
}

Result<StartedRun> start_run(const RunOptions& options,
                             std::string_view command,
                             std::string target,
                             runtime::Context& context,
                             admin::Listed listed)
{
  LPAZ_TRY(auto names, all_names(options.names, context, listed));
  return start_run(options, command, std::move(target), std::move(names), context);
}

Result<StartedRun> start_run(const RunOptions& options,
                             std::string_view command,
                             std::string target,
                             std::vector<std::string> names,
                             runtime::Context& context)
{
  StartedRun run{nullptr,
                 names,
                 bulk::Journal::in_memory(context.graph_clock()),
                 {std::string(command),
                  context.settings().tenant_id.value,
                  std::move(names),
                  std::move(target)}};
  if (!context.settings().dry_run) {
    LPAZ_CHECK(try_not_done(options.not_done));
  }
  if (!options.journal.empty() && !context.settings().dry_run) {
    std::error_code ignored;
    run.is_new = !std::filesystem::exists(options.journal, ignored);
    if (!run.is_new) {
      LPAZ_CHECK(open_journal(options, run, context));
    }
  }
  LPAZ_TRY(run.client, context.graph());
  return run;
}

std::string app_target(runtime::Context& context)
{
  return "app " + util::to_lower(context.settings().app.value);
}

void show_requests(const bulk::Plan& plan, runtime::Context& context)
{
  for (const std::string& line : bulk::request_lines(plan)) {
    context.log().detail("would send " + line);
  }
}

Result<std::vector<bulk::Outcome>> write(const bulk::Plan& plan,
                                         StartedRun& run,
                                         const RunOptions& options,
                                         std::string_view doing,
                                         runtime::Context& context)
{
  if (std::exchange(run.is_new, false)) {
    LPAZ_CHECK(open_journal(options, run, context));
  }
  LPAZ_CHECK(bind_meanings(run));
  bulk::Options bulk;
  bulk.time_limit = context.settings().timeout;
  bulk.continue_on_error = options.continue_on_error;
  bulk.on_progress = [&context, shown = std::size_t{0}](const bulk::Progress& progress) mutable {
    context.progress().remark(progress.failed, progress.throttled);
    const std::size_t settled = progress.done + progress.failed;
    context.progress().advance(static_cast<long long>(settled - shown));
    shown = settled;
  };
  context.progress().start(doing, static_cast<long long>(plan.changes.size()));
  auto outcomes = carry_out(plan, run.journal, *run.client, bulk);
  context.progress().finish();
  return outcomes;
}

Status ask(const Question& question, const bulk::Plan& plan, runtime::Context& context)
{
  const auto count = static_cast<long long>(plan.change_count());
  if (count == 0 || context.settings().yes) {
    return {};
  }
  explain_changes(plan, context);
  for (const std::string& effect : question.effects) {
    context.explain(effect);
  }
  const auto people = static_cast<long long>(question.people);
  const std::string whom =
      people > 1 ? fmt::format(", which takes LastPass from {}", util::plural(people, "user")) : "";
  const std::string text =
      fmt::format("{} {}{}?", question.verb, util::plural(count, question.noun), whom);
  const bool is_simple = count == 1 && people <= 1 && !question.for_good;
  const std::string typed = question.for_good
                                ? fmt::format("{} {}", util::to_lower(question.verb), count)
                                : fmt::to_string(people > 1 ? people : count);
  LPAZ_TRY(const bool go,
           is_simple ? context.prompter().confirm(text)
                     : context.prompter().ask_typed(text, typed));
  return go ? Status() : fail(ErrorKind::refused, "not confirmed; nothing was changed");
}

} // namespace lpaz::commands
