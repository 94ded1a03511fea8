#include "commands/groups/member_change.hpp"

#include "commands/outcome.hpp"

#include "lpaz/admin/group_lookup.hpp"
#include "lpaz/admin/user_lookup.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

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

} // namespace

cli::ArgSet member_args(MemberOptions& options)
{
  return {positional("GROUP", options.group, "Display name or object id of the group"),
          positional("USER", options.users, "User principal name or object id").at_least(1)};
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
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto group, admin::find_group(*client, options.group));
  LPAZ_CHECK(check_editable(group));
  LPAZ_TRY(const auto users, admin::find_users(*client, options.users));
  std::vector<graph::GraphRequest> requests;
  for (const graph::User& user : users) {
    requests.push_back(change.request(*client, group.id, user.id));
  }
  Outcome outcome;
  const bool dry_run = context.settings().dry_run;
  const auto answers =
      dry_run ? std::vector<Result<nlohmann::json>>{} : client->send_batch(requests);
  for (std::size_t i = 0; i < users.size(); ++i) {
    OrderedJson row = row_of(group, users[i]);
    if (dry_run) {
      row["result"] = change.planned;
    } else if (answers[i] || answers[i].error().kind == change.already_kind) {
      row["result"] = answers[i] ? change.done : change.already;
    } else {
      outcome.add_failure(answers[i].error());
      row["result"] = "failed";
      row["error"] = answers[i].error().message;
    }
    LPAZ_CHECK(context.print(row));
  }
  return outcome.status(users.size(), "member");
}

} // namespace lpaz::commands
