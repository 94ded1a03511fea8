#include "commands/users/user_change.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/assignment_scope.hpp"
#include "lpaz/admin/bin_plan.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

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

MakePlan plan_of(runtime::Context& context)
{
  return [&context](const std::vector<std::string>& names) -> Result<admin::UserPlan> {
    LPAZ_TRY(graph::GraphClient * client, context.graph());
    return admin::plan_restore(*client, names);
  };
}

// Only people who are there again have memberships; without the app nobody has any in LastPass.
Status tell_memberships(const std::vector<graph::User>& users, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app_if_any(*client, context.settings().app.value));
  if (!app || users.empty()) {
    return {};
  }
  LPAZ_TRY(const auto scopes, admin::scope_of_users(*client, app->id, users));
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].groups.empty()) {
      context.note(fmt::format("{}: LastPass may lack the membership of {}; a restart of "
                               "provisioning sends it again",
                               users[i].user_principal_name,
                               util::join(scopes[i].groups, ", ")));
    }
  }
  return {};
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  std::vector<graph::User> restored;
  const MakePlan make = plan_of(context);
  const UserChangeRun change{options,
                             k_words,
                             [&](const std::vector<std::string>& names) -> Result<admin::UserPlan> {
                               LPAZ_TRY(auto plan, make(names));
                               for (const admin::PlannedAction& action : plan.actions) {
                                 if (!action.already_so) {
                                   restored.push_back(action.user);
                                 }
                               }
                               return plan;
                             },
                             nullptr};
  LPAZ_CHECK(change_users(change, context));
  return context.settings().dry_run ? Status() : tell_memberships(restored, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, ChangeArgs::plain);
}

} // namespace

CommandSpec restore_user()
{
  return command("restore-user", "Bring people back from the recycle bin", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
