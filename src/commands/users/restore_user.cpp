#include "commands/users/user_change.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/assignment_scope.hpp"
#include "lpaz/admin/bin_plan.hpp"
#include "lpaz/admin/user_lookup.hpp"
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

MakePlan plan_of(const UserChangeOptions& options, runtime::Context& context)
{
  return [&](const std::vector<std::string>& names,
             const admin::RunJournal&) -> Result<admin::UserPlan> {
    LPAZ_TRY(graph::GraphClient * client, context.graph());
    LPAZ_TRY(auto plan, admin::plan_restore(*client, names));
    std::vector<graph::User> users;
    for (const admin::PlannedAction& action : plan.actions) {
      users.push_back(action.user);
    }
    LPAZ_CHECK(check_count(options, users));
    return plan;
  };
}

Status tell_memberships(const std::vector<graph::User>& users, runtime::Context& context)
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
void tell(const std::vector<graph::User>& users, runtime::Context& context)
{
  const Status told = users.empty() ? Status() : tell_memberships(users, context);
  if (!told) {
    context.log().warning("which memberships LastPass lacks cannot be said: " +
                          told.error().message);
  }
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  UserChangeRun change{options, k_words, plan_of(options, context)};
  change.tell = [&context](const std::vector<graph::User>& users) { tell(users, context); };
  return change_users(change, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, ChangeArgs::counted);
}

} // namespace

CommandSpec restore_user()
{
  return command("restore-user", "Bring people back from the recycle bin", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
