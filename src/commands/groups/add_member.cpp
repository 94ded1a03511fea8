#include "commands/groups/member_change.hpp"

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Adds people to a group. Who is a member already stays one. All names are looked up before anything is changed. Many people come from a file (--from-file), and with --journal a run that was interrupted is continued by the same command.

Examples:
  lpaz add-member "LastPass pilot" ada@contoso.example grace@contoso.example
  lpaz add-member "LastPass pilot" --from-file joiners.csv --journal joiners.journal)";

constexpr ChangeWords k_words{.command = "add-member",
                              .doing = "adding members",
                              .done = "added",
                              .already = "member already",
                              .planned = "would be added"};

Status run(const MemberOptions& options, runtime::Context& context)
{
  return change_members(options, admin::MemberChange::add, k_words, context);
}

cli::ArgSet args(MemberOptions& options)
{
  return member_args(options, k_member_rails);
}

} // namespace

CommandSpec add_member()
{
  return command("add-member", "Add people to a group", k_help, args, run)
      .prints(member_change_columns())
      .changes(k_member_rails);
}

} // namespace lpaz::commands
