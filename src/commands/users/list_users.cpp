#include "commands/commands.hpp"

#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/graph/user_page.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <utility>

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

OrderedJson text_or_null(std::string text)
{
  return text.empty() ? OrderedJson() : OrderedJson(std::move(text));
}

// Appends without looking whether the name is there already, and without copies: rows come by the
// hundred thousand.
class RowOfUser {
public:
  RowOfUser() { m_members.reserve(9); }
  void add(const char* name, OrderedJson value) { m_members.emplace_back(name, std::move(value)); }
  OrderedJson take() { return std::move(m_members); }

private:
  OrderedJson::object_t m_members;
};

OrderedJson row_of(graph::User user)
{
  const auto gone = admin::gone_for_good(user);
  RowOfUser row;
  row.add("userPrincipalName",
          user.deleted_date_time.empty() ? std::move(user.user_principal_name)
                                         : admin::original_name(user));
  row.add("displayName", std::move(user.display_name));
  row.add("mail", text_or_null(std::move(user.mail)));
  row.add("accountEnabled",
          user.account_enabled ? OrderedJson(*user.account_enabled) : OrderedJson());
  row.add("userType", text_or_null(std::move(user.user_type)));
  row.add("onPremisesSyncEnabled", user.on_premises_sync_enabled);
  row.add("id", std::move(user.id));
  row.add("deletedDateTime", text_or_null(std::move(user.deleted_date_time)));
  row.add("goneDateTime", gone ? OrderedJson(util::format_rfc3339(*gone)) : OrderedJson());
  return row.take();
}

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
  return graph::for_each_user(*client, request, [&context](graph::User user) {
    context.progress().advance();
    return context.print(row_of(std::move(user)));
  });
}

} // namespace

CommandSpec list_users()
{
  return command("list-users", "List people: all, disabled, or deleted", k_help, args, run)
      .prints(
          {{"userPrincipalName", "User", "User principal name; of a deleted user the former one"},
           {"displayName", "Name", "Display name"},
           {"mail", "Mail", "Mail address", ColumnKind::text, ColumnShow::on_request},
           {"accountEnabled", "Enabled", "Whether sign-in is allowed", ColumnKind::boolean},
           {"userType", "Type", "Member or Guest"},
           {"onPremisesSyncEnabled", "Synced", "Synced from Active Directory", ColumnKind::boolean},
           {"id", "Object id", "Object id", ColumnKind::text, ColumnShow::on_request},
           {"deletedDateTime",
            "Deleted",
            "When they were deleted",
            ColumnKind::time,
            ColumnShow::when_set},
           {"goneDateTime",
            "Gone for good",
            "When the recycle bin, and then LastPass, forget them",
            ColumnKind::time,
            ColumnShow::when_set}});
}

} // namespace lpaz::commands
