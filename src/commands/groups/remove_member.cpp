#include "commands/groups/member_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Removes people from a group. Who is no member stays none. People who are in scope of LastPass through no other group are disabled there with the next cycle, and a later deletion in Entra ID no longer reaches their LastPass account: to end an account, use lpaz offboard-user. Many people come from a file (--from-file), and with --journal a run that was interrupted is continued by the same command.

Examples:
  lpaz remove-member "LastPass pilot" ada@contoso.example
  lpaz remove-member "LastPass pilot" --from-file movers.csv)";

Status run(const MemberOptions& options, runtime::Context& context)
{
  return change_members(options,
                        {"remove-member",
                         "remove",
                         "removing members",
                         "removed",
                         "no member",
                         "would be removed",
                         ErrorKind::not_found,
                         [](const auto&, const auto& group_id, const auto& user_id) {
                           return graph::remove_member_request(group_id, user_id);
                         }},
                        context);
}

} // namespace

CommandSpec remove_member()
{
  return command("remove-member", "Remove people from a group", k_help, member_args, run)
      .prints(member_change_columns())
      .changes();
}

} // namespace lpaz::commands
