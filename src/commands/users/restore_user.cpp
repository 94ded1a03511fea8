#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/bin_plan.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/setup/app.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails{admin::Rail::max_users};

constexpr std::string_view k_help =
    R"(Brings people back from the recycle bin of Entra ID, by the name they had or by their object id. With the next provisioning cycle LastPass enables their accounts again. Somebody who was blocked before stays blocked. Somebody who is not deleted is left as is.

Memberships of LastPass groups do not come back by themselves: lpaz names the groups, and after a restart of provisioning LastPass has them again.

Examples:
  lpaz list-users --deleted
  lpaz restore-user ada@contoso.example
  lpaz restore-user --from-file mistake.csv --wait)";

constexpr UserChangeWords k_words{.command = "restore-user",
                                  .doing = "restoring users",
                                  .done = "restored",
                                  .already = "not deleted",
                                  .planned = "would be restored",
                                  .last_pass =
                                      "enabled with the next cycle, unless sign-in is blocked",
                                  .last_pass_done = "enabled",
                                  .awaited = admin::AwaitedState::enabled};

Status report_memberships(const std::vector<graph::User>& users, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app_if_any(*client, context.settings().app.value));
  if (!app) {
    return {};
  }
  LPAZ_TRY(const auto scopes, admin::scope_of_users(*client, app->id, users));
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].groups.empty()) {
      context.note(fmt::format("{}: LastPass may lack the membership of {}; a restart of "
                               "provisioning sends it again",
                               admin::original_name(users[i]),
                               util::join(scopes[i].groups, ", ")));
    }
  }
  return {};
}

// Only people who are there again have memberships; without the app nobody has any in LastPass.
void report_lost_memberships(const std::vector<graph::User>& users, runtime::Context& context)
{
  const Status reported = users.empty() ? Status() : report_memberships(users, context);
  if (!reported) {
    context.log().warning("which memberships LastPass lacks cannot be said: " +
                          reported.error().message);
  }
}

std::vector<graph::User> restored_users(const admin::UserPlan& plan, const UserResults& results)
{
  std::vector<graph::User> users;
  for (std::size_t i = 0; i < results.outcomes.size(); ++i) {
    if (results.outcomes[i].status && !plan.writes.changes[i].already) {
      users.push_back(plan.users[i]);
    }
  }
  return users;
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_words, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  LPAZ_TRY(const auto plan, admin::plan_restore(*run.client, plan_for, context.log()));
  UserChange change{plan, k_words};
  LPAZ_TRY(change.source, proof_source_for(options, context));
  if (context.settings().dry_run) {
    return print_plan(plan, k_words, context);
  }
  LPAZ_TRY(const auto results, write_users(change, run, options, context));
  const Status reported = report_users(change, results, options, context);
  report_lost_memberships(restored_users(plan, results), context);
  LPAZ_CHECK(reported);
  return end_users(results, run);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
}

} // namespace

CommandSpec restore_user()
{
  return command("restore-user", "Bring people back from the recycle bin", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
