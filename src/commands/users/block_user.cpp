#include "commands/users/user_change.hpp"

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails = admin::k_sign_in_rails;

constexpr std::string_view k_help =
    R"(Blocks the sign-in of people and revokes their sessions. With the next provisioning cycle LastPass disables their accounts; vault and data are kept, and lpaz unblock-user brings them back. Access tokens that apps hold already live on for up to an hour.

All names are looked up and all guard-rails hold before anything is changed: one unknown name, an administrator, a guest, a synced or protected account stops the whole run. Each guard-rail has its own option to override it. Who is blocked already stays so; their sessions are revoked all the same.

Many people come from a file (--from-file). With --journal a run that was interrupted is continued by the same command, and nothing is done twice. With --wait the run ends when there is proof for everybody that LastPass has disabled the account, from the provisioning log and, where it is configured, the LastPass Enterprise API; exit code 7 if somebody is still pending.

Examples:
  lpaz block-user ada@contoso.example
  lpaz block-user ada@contoso.example grace@contoso.example --dry-run
  lpaz block-user --yes --output json ada@contoso.example
  lpaz block-user --from-file leavers.csv --journal leavers.journal --wait)";

constexpr UserChangeWords k_words{.command = "block-user",
                                  .doing = "blocking users",
                                  .done = "blocked",
                                  .already = "blocked already",
                                  .planned = "would be blocked",
                                  .last_pass = "disabled with the next cycle",
                                  .last_pass_done = "disabled"};

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_words, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  LPAZ_TRY(const auto plan,
           plan_user_change(*run.client, admin::UserChange::block, plan_for, context.log()));
  return change_users({plan, k_words}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  cli::ArgSet set = user_change_args(options, k_rails);
  set.add(now_arg(options));
  return set;
}

} // namespace

CommandSpec block_user()
{
  return command("block-user",
                 "Block sign-in and revoke sessions; LastPass disables",
                 k_help,
                 args,
                 run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
