#include "commands/provisioning/status_row.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

OrderedJson time_or_null(const std::string& text)
{
  const auto time = util::parse_rfc3339(text);
  return time ? OrderedJson(util::format_rfc3339(*time)) : OrderedJson();
}

OrderedJson text_or_null(const std::string& text)
{
  return text.empty() ? OrderedJson() : OrderedJson(text);
}

void add_cycle(const graph::SynchronizationJob& job, OrderedJson& row)
{
  if (!job.last_execution) {
    return;
  }
  const graph::SynchronizationExecution& cycle = *job.last_execution;
  row["lastCycleBegan"] = time_or_null(cycle.time_began);
  row["lastCycleEnded"] = time_or_null(cycle.time_ended);
  row["lastCycleResult"] = text_or_null(cycle.state);
  row["lastCycleImported"] = cycle.count_imported;
  row["lastCycleExported"] = cycle.count_exported;
  row["lastCycleFailed"] = cycle.count_escrowed;
}

void add_counts(const graph::SynchronizationJob& job, OrderedJson& row)
{
  OrderedJson counts = OrderedJson::array();
  for (const auto& [type, count] : job.synchronized_entry_counts) {
    // Graph names the types of the target by their SCIM schema: the last word is enough.
    const auto colon = type.find_last_of(':');
    const std::string word = colon == std::string::npos ? type : type.substr(colon + 1);
    counts.push_back(fmt::format("{} {}", count, word));
  }
  row["synchronized"] = std::move(counts);
}

void add_quarantine(const graph::SynchronizationJob& job, OrderedJson& row)
{
  if (!job.quarantine) {
    return;
  }
  const admin::QuarantineAdvice advice = admin::quarantine_advice(*job.quarantine);
  row["quarantineReason"] = job.quarantine->reason;
  row["quarantineSince"] = time_or_null(job.quarantine->current_began);
  row["quarantineMeaning"] = advice.meaning;
  row["quarantineFix"] = advice.fix;
  row["quarantineError"] = text_or_null(
      std::string(util::trim(job.quarantine->error_code + " " + job.quarantine->error_message)));
}

// All members that a job fills, so that every row has the same ones in the same order.
OrderedJson empty_row(const admin::ProvisioningStatus& status)
{
  OrderedJson row;
  row["app"] = status.app.display_name;
  row["servicePrincipalId"] = status.app.id;
  row["jobId"] = nullptr;
  row["code"] = nullptr;
  row["state"] = admin::describe_job_state(status.job);
  for (const char* name : {"lastCycleBegan",
                           "lastCycleEnded",
                           "lastCycleResult",
                           "lastCycleImported",
                           "lastCycleExported",
                           "lastCycleFailed",
                           "nextCycle",
                           "quarantineReason",
                           "quarantineSince",
                           "quarantineMeaning",
                           "quarantineFix",
                           "quarantineError"}) {
    row[name] = nullptr;
  }
  row["synchronized"] = OrderedJson::array();
  return row;
}

} // namespace

std::vector<Column> status_columns()
{
  return {
      {"app", "App", "Display name of the enterprise app"},
      {"servicePrincipalId",
       "Object id",
       "Its object id",
       ColumnKind::text,
       ColumnShow::on_request},
      {"jobId",
       "Job id",
       "Id of the synchronization job",
       ColumnKind::text,
       ColumnShow::on_request},
      {"code",
       "Code",
       "Graph's status code of the job: Active, Paused, Quarantine, …",
       ColumnKind::text,
       ColumnShow::on_request},
      {"state", "State", "State of the job in words"},
      {"lastCycleBegan",
       "Last cycle began",
       "When the last cycle began",
       ColumnKind::time,
       ColumnShow::when_set},
      {"lastCycleEnded",
       "Last cycle ended",
       "When the last cycle ended",
       ColumnKind::time,
       ColumnShow::when_set},
      {"lastCycleResult",
       "Last cycle",
       "Succeeded, Failed or EntryLevelErrors",
       ColumnKind::text,
       ColumnShow::when_set},
      {"lastCycleImported",
       "Read",
       "Objects read in the last cycle",
       ColumnKind::number,
       ColumnShow::when_set},
      {"lastCycleExported",
       "Written",
       "Objects written to LastPass in it",
       ColumnKind::number,
       ColumnShow::when_set},
      {"lastCycleFailed",
       "Failed",
       "Objects that failed in it",
       ColumnKind::number,
       ColumnShow::when_set},
      {"nextCycle",
       "Next cycle",
       "When the next cycle is due (estimate)",
       ColumnKind::time,
       ColumnShow::when_set},
      {"synchronized",
       "Synchronized",
       "Objects linked with LastPass, by type",
       ColumnKind::list,
       ColumnShow::when_set},
      {"assignedGroups", "Assigned groups", "Groups in scope", ColumnKind::number},
      {"assignedUsers", "Assigned users", "People assigned directly", ColumnKind::number},
      {"quarantineReason",
       "Quarantine",
       "Why the job is in quarantine",
       ColumnKind::text,
       ColumnShow::when_set},
      {"quarantineSince", "Quarantine since", "Since when", ColumnKind::time, ColumnShow::when_set},
      {"quarantineMeaning", "Meaning", "What that means", ColumnKind::text, ColumnShow::when_set},
      {"quarantineFix", "Fix", "What mends it", ColumnKind::text, ColumnShow::when_set},
      {"quarantineError", "Error", "The error behind it", ColumnKind::text, ColumnShow::when_set},
      {"problems",
       "Problems",
       "Everything that needs attention",
       ColumnKind::list,
       ColumnShow::when_set},
      {"healthy", "Healthy", "Whether there is a job and no problem", ColumnKind::boolean},
  };
}

OrderedJson status_row(const admin::ProvisioningStatus& status)
{
  OrderedJson row = empty_row(status);
  if (status.job) {
    row["jobId"] = status.job->id;
    row["code"] = text_or_null(status.job->status_code);
    add_cycle(*status.job, row);
    add_counts(*status.job, row);
    add_quarantine(*status.job, row);
    if (status.next_cycle) {
      row["nextCycle"] = util::format_rfc3339(*status.next_cycle);
    }
  }
  row["assignedGroups"] = status.assigned_groups;
  row["assignedUsers"] = status.assigned_users;
  row["problems"] = status.problems;
  row["healthy"] = status.healthy();
  return row;
}

void warn_about_log(const admin::ProvisioningStatus& status, runtime::Context& context)
{
  if (!status.log_readable) {
    context.log().warning("the provisioning log could not be read (it needs "
                          "ProvisioningLog.Read.All and Entra ID P1): "
                          "single failures are not shown");
  }
}

} // namespace lpaz::commands
