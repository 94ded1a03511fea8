#include "commands/users/user_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Allows the sign-in of people again. With the next provisioning cycle LastPass enables their accounts, vault and data as they were. Memberships of LastPass groups may not come back by themselves: look with lpaz status, and restart provisioning if they are missing.

Examples:
  lpaz unblock-user ada@contoso.example)";

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  return change_users(options,
                      {admin::UserChange::unblock,
                       "unblocked",
                       "not blocked",
                       "would be unblocked",
                       "enabled with the next cycle"},
                      context,
                      nullptr);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, false);
}

} // namespace

CommandSpec unblock_user()
{
  return command("unblock-user", "Allow sign-in again; LastPass enables", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
