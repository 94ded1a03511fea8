#include "commands/users/user_change.hpp"

#include "lpaz/admin/user_lookup.hpp"

#include <fmt/format.h>

#include <set>

namespace lpaz::commands {
namespace {

std::set<std::string> overrides(const UserChangeOptions& options)
{
  std::set<std::string> given;
  const auto add = [&given](bool set, const char* name) {
    if (set) {
      given.insert(name);
    }
  };
  add(options.include_self, "--include-self");
  add(options.include_last_admin, "--include-last-admin");
  add(options.include_admins, "--include-admins");
  add(options.include_protected, "--include-protected");
  add(options.include_synced, "--include-synced");
  add(options.include_guests, "--include-guests");
  return given;
}

} // namespace

cli::ArgSet user_change_args(UserChangeOptions& options, ChangeArgs kind)
{
  cli::ArgSet set = run_args(options);
  set.add(wait_args(options));
  set.add(option("--max-users", options.max_users, "N", "Refuse to change more people than this")
              .range(1, 1'000'000)
              .default_text("no limit"));
  if (kind != ChangeArgs::counted) {
    set.add(flag(
        "--include-synced", options.include_synced, "Also people synced from Active Directory"));
  }
  if (kind == ChangeArgs::guarded) {
    set.add(cli::ArgSet{
        flag("--include-guests", options.include_guests, "Also guests"),
        flag("--include-admins", options.include_admins, "Also holders of directory roles"),
        flag("--include-last-admin",
             options.include_last_admin,
             "Even if no Global Administrator is left"),
        flag("--include-protected",
             options.include_protected,
             "Also the protectedUsers of the configuration"),
        flag("--include-self", options.include_self, "Even the account lpaz is signed in as")});
  }
  return set;
}

std::vector<Column> user_change_columns()
{
  return {
      {"userPrincipalName", "User", "User principal name"},
      {"displayName", "Name", "Display name"},
      {"id", "Object id", "Object id of the user", ColumnKind::text, ColumnShow::on_request},
      {"result", "Result", "What became of it in Entra ID, or what would"},
      {"lastPass",
       "LastPass",
       "What LastPass does then; verified only where the next columns say so",
       ColumnKind::text,
       ColumnShow::when_set},
      {"goneDateTime",
       "Gone for good",
       "When account and vault are gone for good",
       ColumnKind::time,
       ColumnShow::when_set},
      {"verified",
       "Verified",
       "Whether there is proof that LastPass has followed (--wait)",
       ColumnKind::boolean,
       ColumnShow::when_set},
      {"verifiedDateTime", "Since", "Since when it is so", ColumnKind::time, ColumnShow::when_set},
      {"verifiedBy",
       "By",
       "Who says so: provisioningLog or enterpriseApi",
       ColumnKind::text,
       ColumnShow::when_set},
      {"evidence",
       "Evidence",
       "Id of the entry of the provisioning log",
       ColumnKind::text,
       ColumnShow::on_request},
      {"pendingReason",
       "Pending",
       "What stands in the way of the proof",
       ColumnKind::text,
       ColumnShow::when_set},
      {"error", "Error", "Why it failed", ColumnKind::text, ColumnShow::when_set}};
}

admin::UserPlanOptions plan_options(const UserChangeOptions& options, runtime::Context& context)
{
  admin::UserPlanOptions plan;
  plan.overrides = overrides(options);
  plan.max_users = static_cast<std::size_t>(options.max_users);
  plan.protected_names = context.settings().protected_users;
  return plan;
}

Status check_count(const UserChangeOptions& options, const std::vector<graph::User>& users)
{
  admin::GuardRailFacts facts;
  facts.change = admin::UserChange::unblock;
  facts.users = users;
  facts.max_users = static_cast<std::size_t>(options.max_users);
  return admin::check_guard_rails(facts, {"--include-synced"});
}

MakePlan
plan_for(const UserChangeOptions& options, admin::UserChange change, runtime::Context& context)
{
  return [&options, change, &context](const std::vector<std::string>& names,
                                      const admin::RunJournal&) -> Result<admin::UserPlan> {
    LPAZ_TRY(graph::GraphClient * client, context.graph());
    admin::UserPlanOptions plan = plan_options(options, context);
    plan.change = change;
    plan.names = names;
    LPAZ_TRY(plan.signed_in_object_id, context.signed_in_object_id());
    return admin::plan_user_change(*client, plan, context.log());
  };
}

void explain_people(const admin::UserPlan& plan, runtime::Context& context)
{
  constexpr std::size_t k_most_named = 20;
  std::size_t count = 0;
  for (const admin::PlannedAction& action : plan.actions) {
    if (!action.already_so && ++count <= k_most_named) {
      context.explain(
          fmt::format("  {}  {}", admin::original_name(action.user), action.user.display_name));
    }
  }
  if (count > k_most_named) {
    context.explain(fmt::format("  and {} more; --dry-run lists all", count - k_most_named));
  }
}

} // namespace lpaz::commands
