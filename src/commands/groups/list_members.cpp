#include "commands/commands.hpp"

#include "lpaz/admin/people/group_lookup.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/graph/page_iterator.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Lists the direct members of a group: people, and groups inside it. Provisioning reads direct members only, so the members of a group inside are not in scope of LastPass; a warning says so.

Examples:
  lpaz list-members "LastPass pilot"
  lpaz list-members "LastPass pilot" --transitive --output csv)";

struct Options {
  std::string group;
  bool transitive = false;
};

cli::ArgSet args(Options& options)
{
  return {positional("GROUP", options.group, "Display name or object id of the group"),
          flag("--transitive", options.transitive, "Also those in groups inside the group")};
}

constexpr cli::RowColumn<graph::GroupMember> k_columns[] = {
    {"kind",
     "Kind",
     "user, group, device, …",
     [](const graph::GroupMember& member) { return OrderedJson(member.kind); }},
    {"displayName",
     "Name",
     "Display name",
     [](const graph::GroupMember& member) { return OrderedJson(member.display_name); }},
    {"userPrincipalName",
     "User",
     "User principal name",
     [](const graph::GroupMember& member) { return OrderedJson(member.user_principal_name); }},
    {"mail",
     "Mail",
     "Mail address",
     [](const graph::GroupMember& member) { return OrderedJson(member.mail); },
     ColumnKind::text,
     ColumnShow::on_request},
    {"accountEnabled",
     "Enabled",
     "Whether sign-in is allowed",
     [](const graph::GroupMember& member) {
       return member.account_enabled ? OrderedJson(*member.account_enabled) : OrderedJson();
     },
     ColumnKind::boolean},
    {"id", "Object id", "Object id", [](const graph::GroupMember& member) {
       return OrderedJson(member.id);
     }}};

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto group, admin::find_group(*client, options.group));
  std::size_t nested = 0;
  LPAZ_CHECK(graph::for_each_item(*client,
                                  options.transitive
                                      ? graph::list_transitive_members_request(group.id)
                                      : graph::list_members_request(group.id),
                                  [&context, &nested](const auto& json) {
                                    const auto member = graph::parse_group_member(json);
                                    nested += member.kind == "group" ? 1 : 0;
                                    return context.print(to_row(k_columns, member));
                                  }));
  if (nested > 0) {
    context.log().warning(fmt::format("{} inside \"{}\" {} not read by provisioning: their members "
                                      "get no LastPass account through it",
                                      nested == 1 ? "a group" : fmt::format("{} groups", nested),
                                      group.display_name,
                                      nested == 1 ? "is" : "are"));
  }
  return {};
}

} // namespace

CommandSpec list_members()
{
  return command("list-members", "List the members of a group", k_help, args, run)
      .prints(columns_of(k_columns));
}

} // namespace lpaz::commands
