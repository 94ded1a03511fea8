#include "commands/groups/assignment_rows.hpp"

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails{admin::Rail::max_users};

constexpr std::string_view k_help =
    R"(Assigns groups to the enterprise app. With the next provisioning cycle their direct members get LastPass accounts, and the groups themselves appear in LastPass for policies and shared folders. LastPass sends each new person an invitation by mail. Assign as many groups as you like.

A group that is assigned already stays so. All names are looked up before anything is changed. Only security groups can be assigned, and groups inside a group are not read.

Examples:
  lpaz assign-group "LastPass pilot"
  lpaz assign-group Sales Engineering --dry-run
  lpaz assign-group 5d8f1a52-7f0e-4f6e-9c0b-6d2a3b1f0c11 --app "LastPass EU")";

constexpr ChangeWords k_words{.command = "assign-group",
                              .doing = "assigning groups",
                              .done = "assigned",
                              .already = "assigned already",
                              .planned = "would be assigned"};

Status run(const RunOptions& options, runtime::Context& context)
{
  LPAZ_TRY(
      auto run,
      start_run(options, k_words.command, app_target(context), context, admin::Listed::groups));
  LPAZ_TRY(auto scope, read_group_scope(run, context, admin::check_assignable));
  LPAZ_CHECK(admin::check_member_count(
      *run.client, scope.groups, static_cast<std::size_t>(options.max_users)));
  LPAZ_TRY(auto plan,
           admin::plan_assign_groups(scope.app, scope.assignments, std::move(scope.groups)));
  return change_groups({std::move(scope.app), std::move(plan), k_words}, run, options, context);
}

cli::ArgSet args(RunOptions& options)
{
  return group_run_args(options, k_rails);
}

} // namespace

CommandSpec assign_group()
{
  return command("assign-group", "Put groups in scope of LastPass", k_help, args, run)
      .prints(assignment_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
