#include "commands/groups/request_work.hpp"
#include "commands/groups/user_assignment.hpp"

#include "lpaz/admin/assignment_scope.hpp"
#include "lpaz/graph/app_role_assignment.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Ends the direct assignment of people to the enterprise app. With the next cycle LastPass disables the accounts of those who are in scope through no group, and does not delete them: from then on Entra ID no longer manages them, and deleting such a person later reaches neither account nor vault. For people who leave, use lpaz offboard-user instead, and unassign nobody.

Asks before it changes anything; with more than one person the count has to be typed. Without a terminal it needs --yes. Who is not assigned directly stays so. With --wait the run ends when there is proof that each account is disabled; exit code 7 if somebody is still pending.

Examples:
  lpaz unassign-user ada@contoso.example
  lpaz unassign-user --from-file movers.csv --yes --journal movers.journal)";

constexpr UserChangeWords k_words{.command = "unassign-user",
                                  .doing = "unassigning users",
                                  .done = "unassigned",
                                  .already = "not assigned",
                                  .planned = "would be unassigned",
                                  .last_pass =
                                      "disabled with the next cycle, unless in scope by a group",
                                  .last_pass_done = "disabled",
                                  .leaves_scope = true};

Result<bool> confirm(const admin::UserPlan& plan, runtime::Context& context)
{
  const auto count = static_cast<long long>(plan.change_count());
  explain_people(plan, context);
  context.explain("With the next cycle LastPass only disables the account, unless a group keeps it "
                  "in scope.");
  context.explain("Entra ID stops managing it: a later deletion no longer reaches LastPass, and "
                  "the vault stays.");
  context.explain("For people who leave use lpaz offboard-user instead.");
  const std::string question = fmt::format("Unassign {}?", util::plural(count, "user"));
  return count == 1 ? context.prompter().confirm(question)
                    : context.prompter().ask_typed(question, fmt::to_string(count));
}

// Those whom a group keeps in scope: LastPass will not follow.
Status tell_kept(const UserAssignments& found, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto scopes, admin::scope_of_users(*client, found.all, found.users));
  for (std::size_t i = 0; i < found.users.size(); ++i) {
    if (!scopes[i].groups.empty()) {
      context.note(fmt::format("{} stays in scope through {}: LastPass keeps the account enabled",
                               found.users[i].user_principal_name,
                               util::join(scopes[i].groups, ", ")));
    }
  }
  return {};
}

// One assignment for each role. The last has the plain word, after which LastPass can follow.
std::vector<RequestWork::Step> steps_for(const UserAssignments& found, const std::string& user_id)
{
  std::vector<RequestWork::Step> steps;
  const auto ids = found.ids.find(user_id);
  if (ids == found.ids.end()) {
    return steps;
  }
  for (const std::string& id : ids->second) {
    steps.push_back({"unassign " + id, graph::unassign_request(found.app.id, id)});
  }
  steps.back().word = "unassign";
  return steps;
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  UserAssignments found;
  UserChangeRun change{options,
                       k_words,
                       [&](const std::vector<std::string>& names,
                           const admin::RunJournal&) -> Result<admin::UserPlan> {
                         LPAZ_TRY(found, user_assignments(options, names, context));
                         LPAZ_CHECK(tell_kept(found, context));
                         admin::UserPlan plan;
                         for (const graph::User& user : found.users) {
                           plan.actions.push_back({user, !found.ids.contains(user.id), {}});
                         }
                         return plan;
                       },
                       [&context](const admin::UserPlan& plan) { return confirm(plan, context); }};
  change.write = [&](graph::GraphClient& client,
                     admin::RunJournal& journal,
                     const admin::UserPlan& plan,
                     const admin::BulkOptions& bulk) {
    RequestWork work(ErrorKind::not_found);
    for (const admin::PlannedAction& action : plan.actions) {
      work.add(action.user.id, steps_for(found, action.user.id));
    }
    return run_in_bulk(client, journal, work, bulk);
  };
  change.target = journal_target(context);
  return change_users(change, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, ChangeArgs::counted);
}

} // namespace

CommandSpec unassign_user()
{
  return command("unassign-user", "Take people out of the scope of LastPass", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
