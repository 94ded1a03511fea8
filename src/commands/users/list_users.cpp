#include "commands/commands.hpp"

#include "lpaz/admin/people/recycle_bin.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/graph/user_page.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Lists the people of the tenant: all, those whose sign-in is blocked, or those in the recycle bin with the date on which they, and their LastPass vault, are gone for good. One page is in memory at a time, however many people there are.

Examples:
  lpaz list-users --disabled
  lpaz list-users --deleted --output csv
  lpaz list-users --output jsonl | jq -r .userPrincipalName)";

struct Options {
  bool disabled = false;
  bool deleted = false;
};

cli::ArgSet args(Options& options)
{
  return {flag("--disabled", options.disabled, "Only people whose sign-in is blocked"),
          flag("--deleted", options.deleted, "The recycle bin")};
}

constexpr cli::RowColumn<graph::User> k_columns[] = {
    {"userPrincipalName",
     "User",
     "User principal name; of a deleted user the former one",
     [](const graph::User& user) {
       return OrderedJson(user.deleted_date_time.empty() ? user.user_principal_name
                                                         : admin::original_name(user));
     }},
    {"displayName",
     "Name",
     "Display name",
     [](const graph::User& user) { return OrderedJson(user.display_name); }},
    {"mail",
     "Mail",
     "Mail address",
     [](const graph::User& user) { return cli::text_or_null(user.mail); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"accountEnabled",
     "Enabled",
     "Whether sign-in is allowed",
     [](const graph::User& user) {
       return user.account_enabled ? OrderedJson(*user.account_enabled) : OrderedJson();
     },
     ColumnKind::boolean},
    {"userType",
     "Type",
     "Member or Guest",
     [](const graph::User& user) { return cli::text_or_null(user.user_type); }},
    {"onPremisesSyncEnabled",
     "Synced",
     "Synced from Active Directory",
     [](const graph::User& user) { return OrderedJson(user.on_premises_sync_enabled); },
     ColumnKind::boolean},
    {"id",
     "Object id",
     "Object id",
     [](const graph::User& user) { return OrderedJson(user.id); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"deletedDateTime",
     "Deleted",
     "When they were deleted",
     [](const graph::User& user) { return cli::text_or_null(user.deleted_date_time); },
     ColumnKind::time,
     ColumnShow::when_set},
    {"goneDateTime",
     "Gone for good",
     "When the recycle bin, and then LastPass, removes them for good",
     [](const graph::User& user) { return cli::time_or_null(admin::gone_for_good(user)); },
     ColumnKind::time,
     ColumnShow::when_set}};

Status run(const Options& options, runtime::Context& context)
{
  if (options.disabled && options.deleted) {
    return fail(ErrorKind::usage,
                "--disabled and --deleted exclude each other",
                "list them one after the other");
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const auto request =
      options.deleted
          ? graph::list_deleted_users_request()
          : graph::list_users_request(options.disabled ? "accountEnabled eq false" : "");
  context.progress().start("listing users");
  return graph::for_each_user(*client, request, [&context](const graph::User& user) {
    context.progress().advance();
    return context.print(to_row(k_columns, user));
  });
}

} // namespace

CommandSpec list_users()
{
  return command("list-users", "List people: all, disabled, or deleted", k_help, args, run)
      .prints(columns_of(k_columns));
}

} // namespace lpaz::commands
