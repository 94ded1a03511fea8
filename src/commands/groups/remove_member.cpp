#include "commands/groups/member_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Removes people from a group. Who is no member stays none. People who are in scope of LastPass through no other group are disabled there with the next cycle, and a later deletion in Entra ID no longer reaches their LastPass account: to end an account, use lpaz offboard-user. Many people come from a file (--from-file), and with --journal a run that was interrupted is continued by the same command.

Examples:
  lpaz remove-member "LastPass pilot" ada@contoso.example
  lpaz remove-member "LastPass pilot" --from-file movers.csv)";

constexpr ChangeWords k_words{.command = "remove-member",
                              .doing = "removing members",
                              .done = "removed",
                              .already = "no member",
                              .planned = "would be removed"};

Status run(const MemberOptions& options, runtime::Context& context)
{
  return change_members(options, admin::MemberChange::remove, k_words, context);
}

} // namespace

CommandSpec remove_member()
{
  return command("remove-member", "Remove people from a group", k_help, member_args, run)
      .prints(member_change_columns())
      .changes(k_member_rails);
}

} // namespace lpaz::commands
