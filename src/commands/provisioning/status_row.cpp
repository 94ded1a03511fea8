#include "commands/provisioning/status_row.hpp"

#include "lpaz/cli/row_columns.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {
namespace {

using admin::ProvisioningStatus;
using Cycle = graph::SynchronizationExecution;
using Quarantine = graph::SynchronizationQuarantine;

// Null if no cycle has run.
OrderedJson of_cycle(const ProvisioningStatus& status, OrderedJson (*get)(const Cycle& cycle))
{
  return status.job && status.job->last_execution ? get(*status.job->last_execution)
                                                  : OrderedJson();
}

// Null if the job is not in quarantine.
OrderedJson of_quarantine(const ProvisioningStatus& status,
                          OrderedJson (*get)(const Quarantine& quarantine))
{
  return status.job && status.job->quarantine ? get(*status.job->quarantine) : OrderedJson();
}

OrderedJson error_of(const Quarantine& quarantine)
{
  return cli::text_or_null(
      std::string(util::trim(quarantine.error_code + " " + quarantine.error_message)));
}

// The type of a count as it is read: "user to User" by its source; a type of the target that is
// named by its SCIM schema by the last word.
std::string type_word(std::string_view type)
{
  std::string word(type.substr(0, type.find(" to ")));
  word.erase(0, word.rfind(':') + 1);
  if (!word.empty() && word.front() >= 'a' && word.front() <= 'z') {
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  }
  return word;
}

std::vector<std::string> synchronized_counts(const ProvisioningStatus& status)
{
  std::vector<std::string> counts;
  if (!status.job) {
    return counts;
  }
  for (const auto& [type, count] : status.job->synchronized_entry_counts) {
    counts.push_back(fmt::format("{} {}", count, type_word(type)));
  }
  return counts;
}

constexpr cli::RowColumn<ProvisioningStatus> k_columns[] = {
    {"app",
     "App",
     "Display name of the enterprise app",
     [](const ProvisioningStatus& status) { return OrderedJson(status.app.display_name); }},
    {"servicePrincipalId",
     "Object id",
     "Its object id",
     [](const ProvisioningStatus& status) { return OrderedJson(status.app.id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"jobId",
     "Job id",
     "Id of the synchronization job",
     [](const ProvisioningStatus& status) {
       return status.job ? OrderedJson(status.job->id) : OrderedJson();
     },
     ColumnKind::text,
     ColumnShow::on_request},
    {"code",
     "Code",
     "Graph's status code of the job: Active, Paused, Quarantine, …",
     [](const ProvisioningStatus& status) {
       return status.job ? cli::text_or_null(status.job->status_code) : OrderedJson();
     },
     ColumnKind::text,
     ColumnShow::on_request},
    {"state",
     "State",
     "State of the job in words",
     [](const ProvisioningStatus& status) {
       return OrderedJson(admin::describe_job_state(status.job));
     }},
    {"lastCycleBegan",
     "Last cycle began",
     "When the last cycle began",
     [](const ProvisioningStatus& status) {
       return of_cycle(status,
                       [](const Cycle& cycle) { return cli::time_or_null(cycle.time_began); });
     },
     ColumnKind::time,
     ColumnShow::when_set},
    {"lastCycleEnded",
     "Last cycle ended",
     "When the last cycle ended",
     [](const ProvisioningStatus& status) {
       return of_cycle(status,
                       [](const Cycle& cycle) { return cli::time_or_null(cycle.time_ended); });
     },
     ColumnKind::time,
     ColumnShow::when_set},
    {"lastCycleResult",
     "Last cycle",
     "Succeeded, Failed or EntryLevelErrors",
     [](const ProvisioningStatus& status) {
       return of_cycle(status, [](const Cycle& cycle) { return cli::text_or_null(cycle.state); });
     },
     ColumnKind::text,
     ColumnShow::when_set},
    {"lastCycleImported",
     "Read",
     "Objects read in the last cycle",
     [](const ProvisioningStatus& status) {
       return of_cycle(status,
                       [](const Cycle& cycle) { return OrderedJson(cycle.count_imported); });
     },
     ColumnKind::number,
     ColumnShow::when_set},
    {"lastCycleExported",
     "Written",
     "Objects written to LastPass in it",
     [](const ProvisioningStatus& status) {
       return of_cycle(status,
                       [](const Cycle& cycle) { return OrderedJson(cycle.count_exported); });
     },
     ColumnKind::number,
     ColumnShow::when_set},
    {"lastCycleFailed",
     "Failed",
     "Objects that failed in it",
     [](const ProvisioningStatus& status) {
       return of_cycle(status,
                       [](const Cycle& cycle) { return OrderedJson(cycle.count_escrowed); });
     },
     ColumnKind::number,
     ColumnShow::when_set},
    {"nextCycle",
     "Next cycle",
     "When the next cycle is due (estimate)",
     [](const ProvisioningStatus& status) { return cli::time_or_null(status.next_cycle); },
     ColumnKind::time,
     ColumnShow::when_set},
    {"synchronized",
     "Synchronized",
     "Objects linked with LastPass, by type",
     [](const ProvisioningStatus& status) { return OrderedJson(synchronized_counts(status)); },
     ColumnKind::list,
     ColumnShow::when_set},
    {"assignedGroups",
     "Assigned groups",
     "Groups in scope",
     [](const ProvisioningStatus& status) { return OrderedJson(status.assigned_groups); },
     ColumnKind::number},
    {"assignedUsers",
     "Assigned users",
     "People assigned directly",
     [](const ProvisioningStatus& status) { return OrderedJson(status.assigned_users); },
     ColumnKind::number},
    {"quarantineReason",
     "Quarantine",
     "Why the job is in quarantine",
     [](const ProvisioningStatus& status) {
       return of_quarantine(
           status, [](const Quarantine& quarantine) { return OrderedJson(quarantine.reason); });
     },
     ColumnKind::text,
     ColumnShow::when_set},
    {"quarantineSince",
     "Quarantine since",
     "Since when",
     [](const ProvisioningStatus& status) {
       return of_quarantine(status, [](const Quarantine& quarantine) {
         return cli::time_or_null(quarantine.current_began);
       });
     },
     ColumnKind::time,
     ColumnShow::when_set},
    {"quarantineMeaning",
     "Meaning",
     "What that means",
     [](const ProvisioningStatus& status) {
       return of_quarantine(status, [](const Quarantine& quarantine) {
         return OrderedJson(admin::quarantine_advice(quarantine).meaning);
       });
     },
     ColumnKind::text,
     ColumnShow::when_set},
    {"quarantineFix",
     "Fix",
     "How to fix it",
     [](const ProvisioningStatus& status) {
       return of_quarantine(status, [](const Quarantine& quarantine) {
         return OrderedJson(admin::quarantine_advice(quarantine).fix);
       });
     },
     ColumnKind::text,
     ColumnShow::when_set},
    {"quarantineError",
     "Error",
     "The error behind it",
     [](const ProvisioningStatus& status) {
       return of_quarantine(status,
                            [](const Quarantine& quarantine) { return error_of(quarantine); });
     },
     ColumnKind::text,
     ColumnShow::when_set},
    {"problems",
     "Problems",
     "Everything that needs attention",
     [](const ProvisioningStatus& status) { return OrderedJson(status.problems); },
     ColumnKind::list,
     ColumnShow::when_set},
    {"healthy",
     "Healthy",
     "Whether there is a job and no problem",
     [](const ProvisioningStatus& status) { return OrderedJson(status.healthy()); },
     ColumnKind::boolean}};

} // namespace

std::vector<Column> status_columns()
{
  return columns_of(k_columns);
}

OrderedJson status_row(const ProvisioningStatus& status)
{
  return to_row(k_columns, status);
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
