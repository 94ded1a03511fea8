#include "commands/users/user_change.hpp"

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails{admin::Rail::synced_user, admin::Rail::max_users};

constexpr std::string_view k_help =
    R"(Allows the sign-in of people again. With the next provisioning cycle LastPass enables their accounts, vault and data as they were. Memberships of LastPass groups may not come back by themselves: look with lpaz status, and restart provisioning if they are missing.

Examples:
  lpaz unblock-user ada@contoso.example
  lpaz unblock-user --from-file back.csv --wait)";

constexpr UserChangeWords k_words{.command = "unblock-user",
                                  .doing = "unblocking users",
                                  .done = "unblocked",
                                  .already = "not blocked",
                                  .planned = "would be unblocked",
                                  .last_pass = "enabled with the next cycle",
                                  .last_pass_done = "enabled",
                                  .awaited = admin::AwaitedState::enabled};

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_words, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  LPAZ_TRY(const auto plan,
           plan_user_change(*run.client, admin::UserChange::unblock, plan_for, context.log()));
  return change_users({plan, k_words}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
}

} // namespace

CommandSpec unblock_user()
{
  return command("unblock-user", "Allow sign-in again; LastPass enables", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
