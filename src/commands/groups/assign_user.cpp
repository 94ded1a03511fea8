#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/admin/setup/app.hpp"

namespace lpaz::commands {
namespace {

constexpr admin::RailSet k_rails{admin::Rail::max_users};

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
  LPAZ_TRY(auto run, start_users(options, k_words, app_target(context), context));
  LPAZ_TRY(const auto app, admin::find_app(*run.client, context.settings().app.value));
  LPAZ_TRY(auto users, admin::find_living_users(*run.client, run.names, context.log()));
  LPAZ_CHECK(admin::check_user_count(users.size(), static_cast<std::size_t>(options.max_users)));
  LPAZ_TRY(const auto assignments, admin::assignments_of(*run.client, app));
  LPAZ_TRY(const auto plan, admin::plan_assign_users(app, assignments, std::move(users)));
  return change_users({plan, k_words}, run, options, context);
}

cli::ArgSet args(UserChangeOptions& options)
{
  return user_change_args(options, k_rails);
}

} // namespace

CommandSpec assign_user()
{
  return command("assign-user", "Put people in scope of LastPass", k_help, args, run)
      .prints(user_change_columns())
      .changes(k_rails);
}

} // namespace lpaz::commands
