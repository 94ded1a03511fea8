#include "commands/groups/assignment_rows.hpp"

#include "commands/run_report.hpp"

#include "lpaz/admin/people/group_lookup.hpp"
#include "lpaz/admin/setup/app.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace lpaz::commands {
namespace {

struct GroupRow {
  const graph::ServicePrincipal& app;
  const graph::Group& group;
  std::string assignment_id;
  std::string_view result;
  std::string error;
};

constexpr cli::RowColumn<GroupRow> k_group_columns[] = {
    {"app",
     "App",
     "Display name of the enterprise app",
     [](const GroupRow& row) { return OrderedJson(row.app.display_name); }},
    {"group",
     "Group",
     "Display name of the group",
     [](const GroupRow& row) { return OrderedJson(row.group.display_name); }},
    {"groupId",
     "Group id",
     "Its object id",
     [](const GroupRow& row) { return OrderedJson(row.group.id); }},
    {"assignmentId",
     "Assignment id",
     "Id of the assignment",
     [](const GroupRow& row) { return cli::text_or_null(row.assignment_id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"result",
     "Result",
     "What became of it, or what would",
     [](const GroupRow& row) { return OrderedJson(row.result); }},
    {"error",
     "Error",
     "Why it failed",
     [](const GroupRow& row) { return cli::text_or_null(row.error); },
     ColumnKind::text,
     ColumnShow::when_set}};

Status print_plan(const GroupChange& change, runtime::Context& context)
{
  show_requests(change.plan.writes, context);
  for (std::size_t i = 0; i < change.plan.groups.size(); ++i) {
    const bool already = change.plan.writes.changes[i].already;
    LPAZ_CHECK(context.print(to_row(k_group_columns,
                                    GroupRow{change.app,
                                             change.plan.groups[i],
                                             change.plan.assignment_ids[i],
                                             already ? change.words.already : change.words.planned,
                                             {}})));
  }
  return {};
}

std::string_view
result_word(const bulk::Change& planned, const bulk::Outcome& outcome, const ChangeWords& words)
{
  if (!outcome.status) {
    return failure_word(outcome);
  }
  return planned.already || outcome.was_already ? words.already : words.done;
}

// Of the assignment that was made or has ended.
std::string assignment_id(const std::string& ended, const bulk::Outcome& outcome)
{
  if (!ended.empty()) {
    return ended;
  }
  const auto answer = util::parse_json(outcome.answer, "assignment");
  return answer ? graph::parse_app_role_assignment(*answer).id : std::string();
}

} // namespace

cli::ArgSet group_run_args(RunOptions& options, admin::RailSet rails)
{
  cli::ArgSet set = name_args(options.names, admin::Listed::groups);
  set.add(run_args(options, rails));
  return set;
}

std::vector<Column> assignment_change_columns()
{
  return columns_of(k_group_columns);
}

Result<GroupScope> read_group_scope(StartedRun& run,
                                    runtime::Context& context,
                                    Status (*check)(const std::vector<graph::Group>& groups))
{
  GroupScope scope;
  LPAZ_TRY(scope.app, admin::find_app(*run.client, context.settings().app.value));
  LPAZ_TRY(scope.groups, admin::find_groups(*run.client, run.names));
  LPAZ_CHECK(check == nullptr ? Status() : check(scope.groups));
  LPAZ_TRY(scope.assignments, admin::assignments_of(*run.client, scope.app));
  return scope;
}

Status change_groups(const GroupChange& change,
                     StartedRun& run,
                     const RunOptions& options,
                     runtime::Context& context)
{
  const bulk::Plan& writes = change.plan.writes;
  if (context.settings().dry_run) {
    return print_plan(change, context);
  }
  if (change.question) {
    LPAZ_CHECK(ask(*change.question, writes, context));
  }
  std::vector<bulk::NameMeaning>& groups = run.meanings["groups"];
  for (const graph::Group& group : change.plan.groups) {
    groups.push_back({group.display_name, group.id});
  }
  run.meanings["enterprise app"] = {{context.settings().app.value, change.app.id}};
  LPAZ_TRY(const auto outcomes, write(writes, run, options, change.words.doing, context));
  RunReport report(context, "group", admin::Listed::groups);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const graph::Group& group = change.plan.groups[i];
    const std::string_view result = result_word(writes.changes[i], outcomes[i], change.words);
    const GroupRow row{change.app,
                       group,
                       assignment_id(change.plan.assignment_ids[i], outcomes[i]),
                       result,
                       error_text(outcomes[i])};
    LPAZ_CHECK(report.add(to_row(k_group_columns, row),
                          {group.display_name, group.id, std::string(result), {}},
                          outcomes[i]));
  }
  LPAZ_CHECK(report.finish(options.not_done));
  return run.journal.finish();
}

} // namespace lpaz::commands
