#include "commands/users/offboarding.hpp"

#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Takes people out of the company in the order that never strands a vault: blocks sign-in and revokes sessions, waits for the proof that LastPass has disabled the account, and only then deletes, and only those with proof. Each row says when account and vault are gone for good. Nobody is unassigned: LastPass would disable the account, and Entra ID would never delete it.

Before anything is changed it refuses whose deletion would strand an account: people who are not assigned to the app any more. --include-stranded blocks and deletes them all the same, without a proof, for when LastPass has no account of theirs or somebody deletes it by hand.

Shows the effect and asks; with more than one person the count has to be typed. Without a terminal it needs --yes. Who is still without proof when the time is over stays blocked and is not deleted: exit code 7, and the same command goes on where it stopped, best with --journal.

Examples:
  lpaz offboard-user ada@contoso.example
  lpaz offboard-user --from-file leavers.csv --journal leavers.journal --yes
  lpaz offboard-user --from-file leavers.csv --dry-run --output json)";

Result<bool> confirm(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = static_cast<long long>(plan.change_count());
  explain_people(plan, context);
  context.explain("Each is blocked now, and deleted as soon as LastPass has disabled the account.");
  context.explain(
      fmt::format("Account and vault are gone for good 30 days later, not before {}; until then "
                  "lpaz restore-user brings them back.",
                  util::format_local(context.clock().now() + admin::k_recycle_bin_life)));
  const std::string question = fmt::format("Offboard {}?", util::plural(count, "user"));
  return count == 1 ? context.prompter().confirm(question)
                    : context.prompter().ask_typed(question, fmt::to_string(count));
}

Status run(const OffboardOptions& options, runtime::Context& context)
{
  return offboard(
      options, context, [&context](const admin::UserPlan& plan) { return confirm(plan, context); });
}

cli::ArgSet args(OffboardOptions& options)
{
  return offboard_args(options);
}

} // namespace

CommandSpec offboard_user()
{
  return command("offboard-user", "Block, prove it in LastPass, then delete", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
