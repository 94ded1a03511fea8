#include "commands/users/user_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Blocks the sign-in of people and revokes their sessions. With the next provisioning cycle LastPass disables their accounts; vault and data are kept, and lpaz unblock-user brings them back. Access tokens that apps hold already live on for up to an hour.

All names are looked up and all guard-rails hold before anything is changed: one unknown name, an administrator, a guest, a synced or protected account stops the whole run. Each guard-rail has its own option to override it. Who is blocked already stays so; their sessions are revoked all the same.

Examples:
  lpaz block-user ada@contoso.example
  lpaz block-user ada@contoso.example grace@contoso.example --dry-run
  lpaz block-user --yes --output json ada@contoso.example)";

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  return change_users(options,
                      {admin::UserChange::block,
                       "blocked",
                       "blocked already",
                       "would be blocked",
                       "disabled with the next cycle"},
                      context,
                      nullptr);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, true);
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
      .changes();
}

} // namespace lpaz::commands
