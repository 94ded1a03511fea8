#include "commands/groups/assignment_rows.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Takes groups out of the scope of the enterprise app. With the next cycle the group disappears from LastPass, and its members who are in scope through nothing else are disabled there. From then on Entra ID no longer manages their LastPass accounts: deleting such a person later does not delete the account. To end accounts for good, use lpaz block-user and lpaz delete-user instead, and unassign last.

Asks before it changes anything; without a terminal it needs --yes. A group that is not assigned stays so.

Examples:
  lpaz unassign-group "LastPass pilot"
  lpaz unassign-group "LastPass pilot" --yes --output json)";

constexpr ChangeWords k_words{.command = "unassign-group",
                              .doing = "unassigning groups",
                              .done = "unassigned",
                              .already = "not assigned",
                              .planned = "would be unassigned"};

Question question()
{
  return {.verb = "Unassign",
          .noun = "group",
          .effects = {"With the next cycle LastPass disables the members who are in scope through "
                      "nothing else,",
                      "and Entra ID stops managing their accounts: a later deletion does not reach "
                      "them."}};
}

Status run(const RunOptions& options, runtime::Context& context)
{
  LPAZ_TRY(
      auto run,
      start_run(options, k_words.command, app_target(context), context, admin::Listed::groups));
  LPAZ_TRY(auto scope, read_group_scope(options, run, context));
  auto plan = admin::plan_unassign_groups(scope.app, scope.assignments, std::move(scope.groups));
  return change_groups(
      {std::move(scope.app), std::move(plan), k_words, question()}, run, options, context);
}

} // namespace

CommandSpec unassign_group()
{
  return command("unassign-group",
                 "Take groups out of the scope of LastPass",
                 k_help,
                 group_run_args,
                 run)
      .prints(assignment_change_columns())
      .changes(k_group_rails);
}

} // namespace lpaz::commands
