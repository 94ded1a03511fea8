#include "commands/users/user_change.hpp"

#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Deletes people: they go to the recycle bin of Entra ID for 30 days. With the next provisioning cycle LastPass disables their accounts; when the 30 days are over Entra ID deletes them for good and has LastPass delete account and vault. Until then lpaz restore-user brings everything back.

Shows the effect and asks; with more than one person the count has to be typed. Without a terminal it needs --yes. All names are looked up and all guard-rails hold before anything is changed. Who is in the recycle bin already stays there. Somebody who is not blocked yet is still enabled in LastPass: lpaz says so, and offers lpaz offboard-user, which deletes with proof only.

Never unassign somebody first: LastPass would disable the account, and Entra ID would never delete it.

Examples:
  lpaz delete-user ada@contoso.example
  lpaz delete-user ada@contoso.example --yes --output json)";

Result<bool> confirm(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = static_cast<long long>(plan.change_count());
  explain_people(plan, context);
  context.explain("LastPass disables the account with the next cycle.");
  context.explain(
      fmt::format("Account and vault are gone for good after {}; until then "
                  "lpaz restore-user brings them back.",
                  util::format_local(context.clock().now() + admin::k_recycle_bin_life)));
  const std::string question = fmt::format("Delete {}?", util::plural(count, "user"));
  return count == 1 ? context.prompter().confirm(question)
                    : context.prompter().ask_typed(question, fmt::to_string(count));
}

// Who still signs in has not been disabled in LastPass either.
void warn_of_the_enabled(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = std::ranges::count_if(plan.actions, [](const admin::PlannedAction& action) {
    return !action.already_so && action.user.account_enabled == true;
  });
  if (count > 0) {
    context.log().warning(fmt::format(
        "{} not blocked yet, so LastPass has not disabled the account; lpaz offboard-user blocks, "
        "waits for the proof, and only then deletes",
        count == 1 ? "1 user is" : fmt::format("{} users are", count)));
  }
}

MakePlan plan_with_warning(const UserChangeOptions& options, runtime::Context& context)
{
  return [make = plan_for(options, admin::UserChange::remove, context),
          &context](const std::vector<std::string>& names,
                    const admin::RunJournal& journal) -> Result<admin::UserPlan> {
    LPAZ_TRY(auto plan, make(names, journal));
    warn_of_the_enabled(plan, context);
    return plan;
  };
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  const UserChangeWords words{.command = "delete-user",
                              .doing = "deleting users",
                              .done = "deleted",
                              .already = "deleted already",
                              .planned = "would be deleted",
                              .last_pass = "disabled with the next cycle",
                              .last_pass_done = "disabled",
                              .leaves_scope = true,
                              .gone = context.clock().now() + admin::k_recycle_bin_life};
  return change_users({options,
                       words,
                       plan_with_warning(options, context),
                       [&context](const admin::UserPlan& plan) { return confirm(plan, context); }},
                      context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, ChangeArgs::guarded);
}

} // namespace

CommandSpec delete_user()
{
  return command(
             "delete-user", "Delete people; account and vault go after 30 days", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
