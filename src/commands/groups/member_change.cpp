#include "commands/groups/member_change.hpp"

#include "commands/rail_options.hpp"
#include "commands/run_report.hpp"
#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/group_lookup.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/setup/app.hpp"
#include "lpaz/cli/row_columns.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
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

Result<std::vector<graph::User>>
users_to_add(const MemberOptions& options, const StartedRun& run, runtime::Context& context)
{
  LPAZ_TRY(auto users, admin::find_living_users(*run.client, run.names, context.log()));
  LPAZ_CHECK(admin::check_user_count(users.size(), static_cast<std::size_t>(options.max_users)));
  return users;
}

admin::RailSet rails_of(const graph::Group& group)
{
  return group.is_role_assignable ? k_removal_rails
                                  : k_removal_rails.without(admin::Rail::directory_role)
                                        .without(admin::Rail::last_global_administrator)
                                        .without(admin::Rail::unknown_roles);
}

// Those whom the group has in scope, and nothing else; nothing if there is no such app.
Result<std::optional<admin::ScopeLoss>> loss_of_removal(const graph::Group& group,
                                                        const std::vector<graph::User>& users,
                                                        graph::GraphClient& client,
                                                        runtime::Context& context)
{
  LPAZ_TRY(const auto app, admin::find_app_if_any(client, context.settings().app.value));
  if (!app) {
    return std::nullopt;
  }
  LPAZ_TRY(const auto assignments, admin::assignments_of(client, *app));
  if (std::ranges::find(assignments, group.id, &graph::AppRoleAssignment::principal_id) ==
      assignments.end()) {
    return admin::ScopeLoss{};
  }
  LPAZ_TRY(const auto scopes, admin::scope_of_users(client, assignments, users));
  return admin::scope_loss(users, scopes, {false, {group.id}});
}

// Whom a removal is about, and what is asked before it.
struct Removal {
  std::vector<graph::User> users;
  Question question;
  bool holds_last_administrator = false;
};

Result<Removal> removal(const MemberOptions& options,
                        const graph::Group& group,
                        const StartedRun& run,
                        runtime::Context& context)
{
  LPAZ_TRY(const auto rails, rail_options(options, rails_of(group), run.names, context));
  LPAZ_TRY(auto users, admin::find_guarded_users(*run.client, rails, context.log()));
  LPAZ_TRY(const auto loss, loss_of_removal(group, users, *run.client, context));
  Question question{.verb = "Remove", .noun = "member", .effects = {tell_loss(loss, context)}};
  return Removal{std::move(users),
                 std::move(question),
                 rails.rails.contains(admin::Rail::last_global_administrator)};
}

// Asks, and looks once more right before the write.
Status confirm(const Removal& removal,
               const admin::UserPlan& plan,
               graph::GraphClient& client,
               runtime::Context& context)
{
  LPAZ_CHECK(ask(removal.question, plan.writes, context));
  return removal.holds_last_administrator ? admin::check_last_administrator(client, plan.users)
                                          : Status();
}

} // namespace

cli::ArgSet member_args(MemberOptions& options, admin::RailSet rails)
{
  cli::ArgSet set = {positional("GROUP", options.group, "Display name or object id of the group")};
  set.add(name_args(options.names));
  set.add(run_args(options, rails));
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
  Removal removed;
  if (change == admin::MemberChange::remove) {
    LPAZ_TRY(removed, removal(options, group, run, context));
  } else {
    LPAZ_TRY(removed.users, users_to_add(options, run, context));
  }
  const auto plan = admin::plan_members(*client, change, group.id, removed.users);
  if (context.settings().dry_run) {
    return print_plan(group, plan, words.planned, context);
  }
  if (change == admin::MemberChange::remove) {
    LPAZ_CHECK(confirm(removed, plan, *client, context));
  }
  run.meanings["users"] = meanings_of(plan.users);
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
