#include "commands/users/user_change.hpp"

#include "lpaz/admin/bin_plan.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Deletes people for good who are in the recycle bin of Entra ID, by the name they had or by their object id, without waiting for the 30 days. With the next provisioning cycle LastPass deletes account and vault, if the person was still assigned. Nothing and nobody brings them back, neither in Entra ID nor in LastPass.

Asks with a word of its own to be typed. Without a terminal it needs --yes. Somebody who is not deleted stops the whole run.

Examples:
  lpaz list-users --deleted
  lpaz purge-user ada@contoso.example)";

constexpr UserChangeWords k_words{.command = "purge-user",
                                  .doing = "purging users",
                                  .done = "purged",
                                  .already = "purged already",
                                  .planned = "would be purged",
                                  .last_pass = "account and vault deleted with the next cycle",
                                  .last_pass_done = "account and vault deleted",
                                  .awaited = admin::AwaitedState::gone,
                                  .leaves_scope = true};

MakePlan plan_of(const UserChangeOptions& options, runtime::Context& context)
{
  return [&](const std::vector<std::string>& names,
             const admin::RunJournal& journal) -> Result<admin::UserPlan> {
    LPAZ_TRY(graph::GraphClient * client, context.graph());
    admin::UserPlanOptions plan = plan_options(options, context);
    plan.names = names;
    LPAZ_TRY(plan.signed_in_object_id, context.signed_in_object_id());
    // An earlier run found everybody before it purged the first.
    const auto missing = journal.continues() ? admin::Missing::purged : admin::Missing::unknown;
    return admin::plan_purge(*client, plan, missing);
  };
}

Result<bool> confirm(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = static_cast<long long>(plan.change_count());
  explain_people(plan, context);
  context.explain("Account and vault are deleted for good. Nobody can bring them back.");
  return context.prompter().ask_typed(fmt::format("Purge {}?", util::plural(count, "user")),
                                      fmt::format("purge {}", count));
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  return change_users({options,
                       k_words,
                       plan_of(options, context),
                       [&context](const admin::UserPlan& plan) { return confirm(plan, context); }},
                      context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, ChangeArgs::guarded);
}

} // namespace

CommandSpec purge_user()
{
  return command("purge-user",
                 "Delete people in the recycle bin for good, vault too",
                 k_help,
                 args,
                 run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
