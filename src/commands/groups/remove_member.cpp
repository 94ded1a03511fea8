#include "commands/groups/member_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Removes people from a group. Who is no member stays none. People who are in scope of LastPass through no other group are disabled there with the next cycle, and a later deletion in Entra ID no longer reaches their LastPass account: to end an account, use lpaz offboard-user.

Says how many people it disables and strands, and asks before it changes anything; with more than one person the count has to be typed. Without a terminal it needs --yes. The guard-rails hold as for a block; those about directory roles where the group can hold one.

Many people come from a file (--from-file), and with --journal a run that was interrupted is continued by the same command.

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

cli::ArgSet args(MemberOptions& options)
{
  return member_args(options, k_removal_rails);
}

} // namespace

CommandSpec remove_member()
{
  return command("remove-member", "Remove people from a group", k_help, args, run)
      .prints(member_change_columns())
      .changes(k_removal_rails);
}

} // namespace lpaz::commands
