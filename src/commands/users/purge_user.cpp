#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/bin_plan.hpp"
#include "lpaz/util/text.hpp"

#include <map>

namespace lpaz::commands {
namespace {

// Nobody in the recycle bin holds a role, so that none has to be read.
constexpr admin::RailSet k_rails = admin::RailSet::all().without(admin::Rail::unknown_roles);

constexpr std::string_view k_help =
    R"(Deletes people for good who are in the recycle bin of Entra ID, by the name they had or by their object id, without waiting for the 30 days. With the next provisioning cycle LastPass deletes account and vault, if the person was still assigned. Nothing and nobody brings them back, neither in Entra ID nor in LastPass.

Asks with a word of its own to be typed. Without a terminal it needs --yes. Somebody who is not deleted stops the whole run, and so does a name that a living person has as well. Whoever had a name or address that somebody else has now is refused: Entra ID would have LastPass delete the account of that name, which is the other person's.

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

Question question()
{
  return {.verb = "Purge",
          .effects = {"Account and vault are deleted for good. Nobody can bring them back."},
          .for_good = true};
}

// Of whom an earlier run has purged the directory knows no more; its journal has names and ids.
void name_the_purged(const bulk::Journal& journal, admin::UserPlan& plan)
{
  const auto names = journal.names_by_id("users");
  for (std::size_t i = 0; i < plan.users.size(); ++i) {
    graph::User& user = plan.users[i];
    if (user.id.empty()) {
      user.id = journal.meant("users", user.user_principal_name).value_or("");
      plan.writes.changes[i].id = user.id;
    } else if (const auto name = names.find(util::to_lower(user.id));
               name != names.end() && user.user_principal_name == user.id) {
      user.user_principal_name = name->second;
    }
  }
}

Status run(const UserChangeOptions& options, runtime::Context& context)
{
  LPAZ_TRY(auto run, start_users(options, k_words, {}, context));
  LPAZ_TRY(const auto plan_for, plan_options(options, k_rails, run, context));
  // An earlier run found everybody before it purged the first.
  const auto missing = run.journal.continues() ? admin::Missing::purged : admin::Missing::unknown;
  LPAZ_TRY(auto plan, admin::plan_purge(*run.client, plan_for, missing, context.log()));
  name_the_purged(run.journal, plan);
  return change_users({plan, k_words, question()}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
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
      .changes(k_rails);
}

} // namespace lpaz::commands
