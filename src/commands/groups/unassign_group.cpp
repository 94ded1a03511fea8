#include "commands/groups/assignment_rows.hpp"
#include "commands/rail_options.hpp"

#include <set>
#include <utility>

namespace lpaz::commands {
namespace {

// The rails hold for the members, as those of unassign-user for whom it names.
constexpr admin::RailSet k_rails{admin::Rail::own_account,
                                 admin::Rail::break_glass,
                                 admin::Rail::synced_user,
                                 admin::Rail::max_users};

constexpr std::string_view k_help =
    R"(Takes groups out of the scope of the enterprise app. With the next cycle the group disappears from LastPass, and its members who are in scope through nothing else are disabled there. From then on Entra ID no longer manages their LastPass accounts: deleting such a person later does not delete the account. To end accounts for good, use lpaz block-user and lpaz delete-user instead, and unassign last.

Says how many people that disables and strands, and asks before it changes anything; with more than one of them their count has to be typed. Without a terminal it needs --yes. The guard-rails hold for the members. A group that is not assigned stays so.

Examples:
  lpaz unassign-group "LastPass pilot"
  lpaz unassign-group "LastPass pilot" --yes --output json)";

constexpr ChangeWords k_words{.command = "unassign-group",
                              .doing = "unassigning groups",
                              .done = "unassigned",
                              .already = "not assigned",
                              .planned = "would be unassigned"};

Question question(std::string loss, std::size_t people)
{
  return {.verb = "Unassign",
          .noun = "group",
          .people = people,
          .effects = {std::move(loss),
                      "With the next cycle LastPass disables the members who are in scope through "
                      "nothing else,",
                      "and Entra ID stops managing their accounts: a later deletion does not reach "
                      "them."}};
}

// Those groups of the plan that are assigned.
std::vector<graph::Group> groups_that_end(const admin::GroupPlan& plan)
{
  std::vector<graph::Group> groups;
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (!plan.writes.changes[i].already) {
      groups.push_back(plan.groups[i]);
    }
  }
  return groups;
}

// Holds the rails for the members of the groups; how many of them lose LastPass.
Result<admin::ScopeLoss> loss_of_members(const std::vector<graph::Group>& groups,
                                         const admin::Assignments& assignments,
                                         const admin::UserPlanOptions& options,
                                         graph::GraphClient& client,
                                         runtime::Context& context)
{
  LPAZ_TRY(const auto members, admin::members_of(client, groups));
  LPAZ_CHECK(admin::hold_rails_for(client, members, options, context.log()));
  LPAZ_TRY(const auto scopes, admin::scope_of_users(client, assignments, members));
  std::set<std::string> ids;
  for (const graph::Group& group : groups) {
    ids.insert(group.id);
  }
  return admin::scope_loss(members, scopes, {false, std::move(ids)});
}

Status run(const RunOptions& options, runtime::Context& context)
{
  LPAZ_TRY(
      auto run,
      start_run(options, k_words.command, app_target(context), context, admin::Listed::groups));
  LPAZ_TRY(auto scope, read_group_scope(run, context));
  auto plan = admin::plan_unassign_groups(scope.app, scope.assignments, std::move(scope.groups));
  LPAZ_TRY(const auto rails, rail_options(options, k_rails, {}, context));
  LPAZ_TRY(const auto loss,
           loss_of_members(groups_that_end(plan), scope.assignments, rails, *run.client, context));
  auto asked = question(tell_loss(loss, context), loss.stranded);
  return change_groups(
      {std::move(scope.app), std::move(plan), k_words, std::move(asked)}, run, options, context);
}

cli::ArgSet args(RunOptions& options)
{
  return group_run_args(options, k_rails);
}

} // namespace

CommandSpec unassign_group()
{
  return command("unassign-group", "Take groups out of the scope of LastPass", k_help, args, run)
      .prints(assignment_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
