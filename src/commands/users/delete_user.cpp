#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/recycle_bin.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails = admin::k_sign_in_rails;

constexpr std::string_view k_help =
    R"(Deletes people: they go to the recycle bin of Entra ID for 30 days. With the next provisioning cycle LastPass disables their accounts; when the 30 days are over Entra ID deletes them for good and has LastPass delete account and vault. Until then lpaz restore-user brings everything back.

Shows the effect and asks; with more than one person the count has to be typed. Without a terminal it needs --yes. All names are looked up and all guard-rails hold before anything is changed. Who is in the recycle bin already stays there. Of somebody who is not blocked yet nothing shows that LastPass has disabled the account: lpaz says so, and offers lpaz offboard-user, which deletes with proof only.

Never unassign somebody first: LastPass would disable the account, and Entra ID would never delete it.

Examples:
  lpaz delete-user ada@contoso.example
  lpaz delete-user ada@contoso.example --yes --output json)";

UserChangeWords words(util::TimePoint gone)
{
  return {.command = "delete-user",
          .doing = "deleting users",
          .done = "deleted",
          .already = "deleted already",
          .planned = "would be deleted",
          .last_pass = "disabled with the next cycle",
          .last_pass_done = "disabled",
          .leaves_scope = true,
          .gone = gone};
}

Question question(util::TimePoint gone)
{
  return {.verb = "Delete",
          .effects = {"LastPass disables the account with the next cycle.",
                      fmt::format("Account and vault are gone for good after {}; until then "
                                  "lpaz restore-user brings them back.",
                                  util::format_local(gone))}};
}

// A user who can still sign in has not been disabled in LastPass either.
void warn_of_the_enabled(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = std::ranges::count_if(plan.users, [](const graph::User& user) {
    return !user.is_deleted() && user.account_enabled == true;
  });
  if (count > 0) {
    context.log().warning(
        fmt::format("{} not blocked yet, and nothing shows that LastPass has disabled the account; "
                    "lpaz offboard-user blocks, "
                    "waits for the proof, and only then deletes",
                    count == 1 ? "1 user is" : fmt::format("{} users are", count)));
  }
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  const auto gone = context.clock().now() + admin::k_recycle_bin_life;
  const UserChangeWords deletion = words(gone);
  LPAZ_TRY(auto run, start_users(options, deletion, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  LPAZ_TRY(const auto plan,
           plan_user_change(*run.client, admin::UserChange::remove, plan_for, context.log()));
  warn_of_the_enabled(plan, context);
  return change_users({plan, deletion, question(gone)}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
}

} // namespace

CommandSpec delete_user()
{
  return command(
             "delete-user", "Delete people; account and vault go after 30 days", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
