#include "commands/groups/assignment_rows.hpp"
#include "commands/outcome.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/group_lookup.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

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
  if (count == 0 || context.settings().yes) {
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

using Answer = Result<nlohmann::json>;

// The first of an item's answers that failed. A repeated delete that finds nothing is done as well.
const Error* first_error(std::span<const Answer> answers)
{
  for (const Answer& answer : answers) {
    if (!answer && answer.error().kind != ErrorKind::not_found) {
      return &answer.error();
    }
  }
  return nullptr;
}

std::vector<Answer> send_all(graph::GraphClient& client,
                             const std::vector<Item>& items,
                             const graph::ServicePrincipal& app)
{
  std::vector<graph::GraphRequest> requests;
  for (const Item& item : items) {
    for (const std::string& id : item.assignment_ids) {
      requests.push_back(graph::unassign_request(app.id, id));
    }
  }
  return client.send_batch(requests);
}

OrderedJson row_of(const Item& item, const graph::ServicePrincipal& app, std::string_view result)
{
  OrderedJson row = assignment_change_row(app, item.group);
  row["result"] = item.assignment_ids.empty() ? "not assigned" : result;
  if (!item.assignment_ids.empty()) {
    row["assignmentId"] = item.assignment_ids.front();
  }
  return row;
}

Status carry_out(const std::vector<Item>& items,
                 const graph::ServicePrincipal& app,
                 runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  const auto answers = send_all(*client, items, app);
  Outcome outcome;
  std::span<const Answer> left = answers;
  for (const Item& item : items) {
    const Error* error = first_error(left.first(item.assignment_ids.size()));
    left = left.subspan(item.assignment_ids.size());
    OrderedJson row = row_of(item, app, error == nullptr ? "unassigned" : failure_word(*error));
    if (error != nullptr) {
      outcome.add_failure(*error);
      row["error"] = error->message;
    }
    LPAZ_CHECK(context.print(row));
  }
  return outcome.status(items.size(), "group");
}

Status print_plan(const std::vector<Item>& items,
                  const graph::ServicePrincipal& app,
                  runtime::Context& context)
{
  for (const Item& item : items) {
    LPAZ_CHECK(context.print(row_of(item, app, "would be unassigned")));
  }
  return {};
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  LPAZ_TRY(const auto groups, admin::find_groups(*client, options.groups));
  LPAZ_TRY(const auto assignments, assignments_of(*client, app));
  const auto items = items_of(groups, assignments);
  if (context.settings().dry_run) {
    return print_plan(items, app, context);
  }
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
