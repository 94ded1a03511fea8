#include "commands/bulk_options.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace lpaz::commands {

cli::ArgSet run_args(RunOptions& options)
{
  cli::ArgSet set = name_args(options.names);
  set.add(
      cli::ArgSet{option("--journal",
                         options.journal,
                         "FILE",
                         "Keep account of what is done; the same command continues after a crash")
                      .completes(cli::Completion::file),
                  option("--not-done",
                         options.not_done,
                         "FILE",
                         "List there who is not done, for --from-file of the next run")
                      .completes(cli::Completion::file),
                  flag("--continue-on-error",
                       options.continue_on_error,
                       "Go on with the others after one has failed")});
  return set;
}

cli::ArgSet wait_args(WaitOptions& options)
{
  return {flag("--wait", options.wait, "Wait for the proof that LastPass has followed"),
          option("--wait-timeout", options.wait_timeout, "TIME", "How long --wait waits at most")
              .default_text("45m")};
}

Result<KeptJournal>
find_journal(const RunOptions& options, admin::RunIdentity identity, runtime::Context& context)
{
  identity.tenant_id = context.settings().tenant_id.value;
  KeptJournal kept{admin::RunJournal::in_memory(context.clock()), std::move(identity), false};
  if (options.journal.empty() || context.settings().dry_run) {
    return kept;
  }
  std::error_code ignored;
  kept.is_new = !std::filesystem::exists(options.journal, ignored);
  if (!kept.is_new) {
    LPAZ_TRY(
        kept.journal,
        admin::RunJournal::open(options.journal, kept.identity, context.clock(), context.log()));
  }
  return kept;
}

Status begin_journal(const RunOptions& options, KeptJournal& kept, runtime::Context& context)
{
  if (kept.is_new) {
    LPAZ_TRY(
        kept.journal,
        admin::RunJournal::open(options.journal, kept.identity, context.clock(), context.log()));
    kept.is_new = false;
  }
  return {};
}

admin::BulkOptions bulk_options(const RunOptions& options, runtime::Context& context)
{
  admin::BulkOptions bulk;
  bulk.time_limit = context.settings().timeout;
  bulk.continue_on_error = options.continue_on_error;
  bulk.on_progress = [&context,
                      shown = std::size_t{0}](const admin::BulkProgress& progress) mutable {
    context.progress().remark(progress.failed, progress.throttled);
    const std::size_t settled = progress.done + progress.failed;
    context.progress().advance(static_cast<long long>(settled - shown));
    shown = settled;
  };
  return bulk;
}

} // namespace lpaz::commands
