#include "commands/groups/assignment_rows.hpp"
#include "commands/outcome.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/group_lookup.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Takes groups out of the scope of the enterprise app. With the next cycle the group disappears from LastPass, and its members who are in scope through nothing else are disabled there. From then on Entra ID no longer manages their LastPass accounts: deleting such a person later does not delete the account. To end accounts for good, use lpaz block-user and lpaz delete-user instead, and unassign last.

Asks before it changes anything; without a terminal it needs --yes. A group that is not assigned stays so.

Examples:
  lpaz unassign-group "LastPass pilot"
  lpaz unassign-group "LastPass pilot" --yes --output json)";

struct Options {
  std::vector<std::string> groups;
};

cli::ArgSet args(Options& options)
{
  return group_args(options.groups);
}

// One group with the assignments that end; none if it is not assigned.
struct Item {
  graph::Group group;
  std::vector<std::string> assignment_ids;
};

std::vector<Item> items_of(const std::vector<graph::Group>& groups,
                           const std::vector<graph::AppRoleAssignment>& assignments)
{
  std::vector<Item> items;
  for (const graph::Group& group : groups) {
    Item item{group, {}};
    for (const auto& assignment : assignments) {
      if (assignment.principal_id == group.id) {
        item.assignment_ids.push_back(assignment.id);
      }
    }
    items.push_back(std::move(item));
  }
  return items;
}

Result<bool> confirmed(const std::vector<Item>& items, runtime::Context& context)
{
  const auto count = std::count_if(
      items.begin(), items.end(), [](const Item& item) { return !item.assignment_ids.empty(); });
  if (count == 0 || context.settings().yes || context.settings().dry_run) {
    return true;
  }
  context.explain(
      "With the next cycle LastPass disables the members who are in scope through nothing "
      "else,");
  context.explain(
      "and Entra ID stops managing their accounts: a later deletion does not reach them.");
  const std::string what = util::plural(count, "group");
  return count == 1 ? context.prompter().confirm(fmt::format("Unassign {}?", what))
                    : context.prompter().ask_typed(fmt::format("Unassign {}?", what),
                                                   fmt::to_string(count));
}

// A repeated delete that finds nothing is done as well.
void take(const Result<nlohmann::json>& answer, OrderedJson& row, Outcome& outcome)
{
  if (answer || answer.error().kind == ErrorKind::not_found) {
    row["result"] = "unassigned";
    return;
  }
  outcome.add_failure(answer.error());
  row["result"] = "failed";
  row["error"] = answer.error().message;
}

Status carry_out(const std::vector<Item>& items,
                 const graph::ServicePrincipal& app,
                 runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  Outcome outcome;
  for (const Item& item : items) {
    OrderedJson row = assignment_change_row(app, item.group);
    row["result"] = "not assigned";
    for (const std::string& id : item.assignment_ids) {
      row["assignmentId"] = id;
      if (context.settings().dry_run) {
        row["result"] = "would be unassigned";
      } else {
        take(client->send(graph::unassign_request(app.id, id)), row, outcome);
      }
    }
    LPAZ_CHECK(context.print(row));
  }
  return outcome.status(items.size(), "group");
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  LPAZ_TRY(const auto groups, admin::find_groups(*client, options.groups));
  LPAZ_TRY(const auto assignments, assignments_of(*client, app));
  const auto items = items_of(groups, assignments);
  LPAZ_TRY(const bool go, confirmed(items, context));
  if (!go) {
    return fail(ErrorKind::refused, "not confirmed; nothing was changed");
  }
  return carry_out(items, app, context);
}

} // namespace

CommandSpec unassign_group()
{
  return command("unassign-group", "Take groups out of the scope of LastPass", k_help, args, run)
      .prints(assignment_change_columns())
      .changes();
}

} // namespace lpaz::commands
