#include "commands/groups/member_change.hpp"

#include "commands/groups/request_work.hpp"
#include "commands/run_report.hpp"

#include "lpaz/admin/group_lookup.hpp"
#include "lpaz/admin/user_lookup.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

// Groups whose members somebody else decides.
Status check_editable(const graph::Group& group)
{
  if (group.is_dynamic) {
    return fail(ErrorKind::refused,
                fmt::format("the members of \"{}\" follow a rule", group.display_name),
                "change the rule of the group in Entra ID, or use a group with assigned members");
  }
  if (group.on_premises_sync_enabled) {
    return fail(ErrorKind::refused,
                fmt::format("\"{}\" is synced from the local Active Directory", group.display_name),
                "change its members there");
  }
  return {};
}

OrderedJson row_of(const graph::Group& group, const graph::User& user)
{
  return {{"group", group.display_name},
          {"groupId", group.id},
          {"userPrincipalName", user.user_principal_name},
          {"id", user.id},
          {"result", nullptr},
          {"error", nullptr}};
}

Status print_plan(const graph::Group& group,
                  const std::vector<graph::User>& users,
                  std::string_view planned,
                  runtime::Context& context)
{
  for (const graph::User& user : users) {
    OrderedJson row = row_of(group, user);
    row["result"] = planned;
    LPAZ_CHECK(context.print(row));
  }
  return {};
}

} // namespace

cli::ArgSet member_args(MemberOptions& options)
{
  cli::ArgSet set = {positional("GROUP", options.group, "Display name or object id of the group")};
  set.add(run_args(options));
  return set;
}

std::vector<Column> member_change_columns()
{
  return {{"group", "Group", "Display name of the group"},
          {"groupId", "Group id", "Its object id", ColumnKind::text, ColumnShow::on_request},
          {"userPrincipalName", "User", "User principal name"},
          {"id", "User id", "Object id of the user", ColumnKind::text, ColumnShow::on_request},
          {"result", "Result", "What became of it, or what would"},
          {"error", "Error", "Why it failed", ColumnKind::text, ColumnShow::when_set}};
}

Status
change_members(const MemberOptions& options, const MemberChange& change, runtime::Context& context)
{
  LPAZ_TRY(const auto names, all_names(options.names, context));
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto group, admin::find_group(*client, options.group));
  LPAZ_CHECK(check_editable(group));
  admin::RunIdentity identity{std::string(change.command), {}, names, "group " + group.id};
  LPAZ_TRY(auto kept, find_journal(options, std::move(identity), context));
  LPAZ_TRY(const auto users, admin::find_users(*client, names));
  if (context.settings().dry_run) {
    return print_plan(group, users, change.planned, context);
  }
  LPAZ_CHECK(begin_journal(options, kept, context));
  RequestWork work(change.already_kind);
  for (const graph::User& user : users) {
    work.add(user.id, {{std::string(change.word), change.request(*client, group.id, user.id)}});
  }
  context.progress().start(change.doing, static_cast<long long>(users.size()));
  const auto outcomes = run_in_bulk(*client, kept.journal, work, bulk_options(options, context));
  context.progress().finish();
  RunReport report(context, "member");
  for (std::size_t i = 0; i < users.size(); ++i) {
    const std::string_view done = work.was_so(i) ? change.already : change.done;
    OrderedJson row = row_of(group, users[i]);
    row["result"] = outcomes[i].status ? done : failure_word(outcomes[i]);
    LPAZ_CHECK(report.add(std::move(row), outcomes[i]));
  }
  LPAZ_CHECK(report.finish(options.not_done));
  return kept.journal.finish();
}

} // namespace lpaz::commands
