#include "commands/groups/member_change.hpp"

#include "commands/run_report.hpp"

#include "lpaz/admin/people/group_lookup.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/cli/row_columns.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

struct MemberRow {
  const graph::Group& group;
  const graph::User& user;
  std::string_view result;
  std::string error;
};

constexpr cli::RowColumn<MemberRow> k_member_columns[] = {
    {"group",
     "Group",
     "Display name of the group",
     [](const MemberRow& row) { return OrderedJson(row.group.display_name); }},
    {"groupId",
     "Group id",
     "Its object id",
     [](const MemberRow& row) { return OrderedJson(row.group.id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"userPrincipalName",
     "User",
     "User principal name",
     [](const MemberRow& row) { return OrderedJson(row.user.user_principal_name); }},
    {"id",
     "User id",
     "Object id of the user",
     [](const MemberRow& row) { return OrderedJson(row.user.id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"result",
     "Result",
     "What became of it, or what would",
     [](const MemberRow& row) { return OrderedJson(row.result); }},
    {"error",
     "Error",
     "Why it failed",
     [](const MemberRow& row) { return cli::text_or_null(row.error); },
     ColumnKind::text,
     ColumnShow::when_set}};

Status print_plan(const graph::Group& group,
                  const admin::UserPlan& plan,
                  std::string_view planned,
                  runtime::Context& context)
{
  show_requests(plan.writes, context);
  for (const graph::User& user : plan.users) {
    LPAZ_CHECK(context.print(to_row(k_member_columns, MemberRow{group, user, planned, {}})));
  }
  return {};
}

} // namespace

cli::ArgSet member_args(MemberOptions& options)
{
  cli::ArgSet set = {positional("GROUP", options.group, "Display name or object id of the group")};
  set.add(name_args(options.names));
  set.add(run_args(options, k_member_rails));
  return set;
}

std::vector<Column> member_change_columns()
{
  return columns_of(k_member_columns);
}

Status change_members(const MemberOptions& options,
                      admin::MemberChange change,
                      const ChangeWords& words,
                      runtime::Context& context)
{
  LPAZ_TRY(auto names, all_names(options.names, context));
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto group, admin::find_group(*client, options.group));
  LPAZ_CHECK(admin::check_editable(group));
  LPAZ_TRY(auto run,
           start_run(options, words.command, "group " + group.id, std::move(names), context));
  LPAZ_TRY(auto users, admin::find_users(*client, run.names));
  LPAZ_CHECK(admin::check_user_count(users.size(), static_cast<std::size_t>(options.max_users)));
  const auto plan = admin::plan_members(*client, change, group.id, std::move(users));
  if (context.settings().dry_run) {
    return print_plan(group, plan, words.planned, context);
  }
  LPAZ_TRY(const auto outcomes, write(plan.writes, run, options, words.doing, context));
  RunReport report(context, "member");
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bulk::Outcome& outcome = outcomes[i];
    const graph::User& user = plan.users[i];
    const std::string_view done = outcome.was_already ? words.already : words.done;
    const std::string_view result = outcome.status ? done : failure_word(outcome);
    LPAZ_CHECK(
        report.add(to_row(k_member_columns, MemberRow{group, user, result, error_text(outcome)}),
                   {user.user_principal_name, user.id, std::string(result), {}},
                   outcome));
  }
  LPAZ_CHECK(report.finish(options.not_done));
  return run.journal.finish();
}

} // namespace lpaz::commands
