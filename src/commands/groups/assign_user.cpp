#include "commands/groups/request_work.hpp"
#include "commands/groups/user_assignment.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/graph/app_role_assignment.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Assigns people directly to the enterprise app. With the next provisioning cycle they get LastPass accounts, and LastPass sends each new one an invitation by mail. For more than a few people a group is easier to keep: lpaz assign-group.

Who is assigned already stays so. All names are looked up before anything is changed. Many people come from a file (--from-file), and with --journal a run that was interrupted is continued by the same command. With --wait the run ends when there is proof that each has an account; exit code 7 if somebody is still pending.

Examples:
  lpaz assign-user ada@contoso.example
  lpaz assign-user --from-file joiners.csv --wait)";

constexpr UserChangeWords k_words{.command = "assign-user",
                                  .doing = "assigning users",
                                  .done = "assigned",
                                  .already = "assigned already",
                                  .planned = "would be assigned",
                                  .last_pass = "gets an account with the next cycle",
                                  .last_pass_done = "has an account",
                                  .awaited = admin::AwaitedState::present};

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  std::string app_id;
  std::string role;
  UserChangeRun change{options,
                       k_words,
                       [&](const std::vector<std::string>& names,
                           const admin::RunJournal&) -> Result<admin::UserPlan> {
                         LPAZ_TRY(const auto found, user_assignments(options, names, context));
                         LPAZ_TRY(role, admin::role_for_members(found.app));
                         app_id = found.app.id;
                         admin::UserPlan plan;
                         for (const graph::User& user : found.users) {
                           plan.actions.push_back({user, found.ids.contains(user.id), {}});
                         }
                         return plan;
                       }};
  change.write = [&](graph::GraphClient& client,
                     admin::RunJournal& journal,
                     const admin::UserPlan& plan,
                     const admin::BulkOptions& bulk) {
    RequestWork work(ErrorKind::conflict);
    for (const auto& [user, already, steps] : plan.actions) {
      std::vector<RequestWork::Step> requests;
      if (!already) {
        requests.push_back({"assign", graph::assign_request(app_id, role, user.id)});
      }
      work.add(user.id, std::move(requests));
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

CommandSpec assign_user()
{
  return command("assign-user", "Put people in scope of LastPass", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
