#include "commands/rail_options.hpp"
#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"
#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/setup/app.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace lpaz::commands {
namespace {

// Of the rails of block-user those about roles are left out, for nobody loses one; and that about
// guests, for it is about sessions, which go on.
constexpr admin::RailSet k_rails{admin::Rail::own_account,
                                 admin::Rail::break_glass,
                                 admin::Rail::synced_user,
                                 admin::Rail::max_users};

constexpr std::string_view k_help =
    R"(Ends the direct assignment of people to the enterprise app. With the next cycle LastPass disables the accounts of those who are in scope through no group, and does not delete them: from then on Entra ID no longer manages them, and deleting such a person later reaches neither account nor vault. For people who leave, use lpaz offboard-user instead, and unassign nobody.

Says how many people it disables and strands, and asks before it changes anything; with more than one person the count has to be typed. Without a terminal it needs --yes. Who is not assigned directly stays so. With --wait the run ends when there is proof that each account is disabled; exit code 7 if somebody is still pending.

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

Question question(std::string loss)
{
  return {.verb = "Unassign",
          .effects = {std::move(loss),
                      "With the next cycle LastPass only disables the account, unless a group "
                      "keeps it in scope.",
                      "Entra ID stops managing it: a later deletion no longer reaches LastPass, "
                      "and the vault stays.",
                      "For people who leave use lpaz offboard-user instead."}};
}

// Says who stays in scope through a group: LastPass will not follow.
void report_kept(const std::vector<graph::User>& users,
                 const std::vector<admin::AssignmentScope>& scopes,
                 runtime::Context& context)
{
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (!scopes[i].groups.empty()) {
      context.note(fmt::format("{} stays in scope through {}: LastPass keeps the account enabled",
                               users[i].user_principal_name,
                               util::join(scopes[i].groups, ", ")));
    }
  }
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_words, app_target(context), context));
  LPAZ_TRY(const auto app, admin::find_app(*run.client, context.settings().app.value));
  LPAZ_TRY(const auto rails, rail_options(options, k_rails, run.names, context));
  LPAZ_TRY(auto users, admin::find_guarded_users(*run.client, rails, context.log()));
  LPAZ_TRY(const auto assignments, admin::assignments_of(*run.client, app));
  LPAZ_TRY(const auto scopes, admin::scope_of_users(*run.client, assignments, users));
  report_kept(users, scopes, context);
  auto loss = tell_loss(admin::scope_loss(users, scopes, {true, {}}), context);
  const auto plan = admin::plan_unassign_users(app, assignments, std::move(users));
  return change_users({plan, k_words, question(std::move(loss))}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
}

} // namespace

CommandSpec unassign_user()
{
  return command("unassign-user", "Take people out of the scope of LastPass", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
