#include "commands/users/user_change.hpp"

#include "commands/outcome.hpp"

#include "lpaz/admin/recycle_bin.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

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

Result<admin::UserPlan>
make_plan(const UserChangeOptions& options, admin::UserChange change, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  admin::UserPlanOptions plan;
  plan.change = change;
  plan.names = options.users;
  plan.overrides = overrides(options);
  plan.max_users = static_cast<std::size_t>(options.max_users);
  plan.protected_names = context.settings().protected_users;
  LPAZ_TRY(plan.signed_in_object_id, context.signed_in_object_id());
  return admin::plan_user_change(*client, plan, context.log());
}

OrderedJson row_of(const graph::User& user)
{
  return {{"userPrincipalName", admin::original_name(user)},
          {"id", user.id},
          {"displayName", user.display_name},
          {"result", nullptr},
          {"lastPass", nullptr},
          {"goneDateTime", nullptr},
          {"error", nullptr}};
}

// What follows for LastPass from a change that is made or planned. Who was so already is as before.
void add_effect(const admin::PlannedAction& action, const UserChangeWords& words, OrderedJson& row)
{
  const auto gone = action.already_so ? admin::gone_for_good(action.user) : words.gone;
  row["lastPass"] = action.already_so ? OrderedJson() : OrderedJson(words.last_pass);
  row["goneDateTime"] = gone ? OrderedJson(util::format_rfc3339(*gone)) : OrderedJson();
}

Status
print_plan(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context)
{
  for (const admin::PlannedAction& action : plan.actions) {
    OrderedJson row = row_of(action.user);
    row["result"] = action.already_so ? words.already : words.planned;
    add_effect(action, words, row);
    LPAZ_CHECK(context.print(row));
  }
  return {};
}

Status
carry_out(const admin::UserPlan& plan, const UserChangeWords& words, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  Outcome outcome;
  for (const admin::ActionOutcome& each : admin::execute(*client, plan)) {
    OrderedJson row = row_of(each.action->user);
    if (each.status) {
      row["result"] = each.action->already_so ? words.already : words.done;
      add_effect(*each.action, words, row);
    } else {
      outcome.add_failure(each.status.error());
      row["result"] = each.steps_done > 0 ? "partly done" : "failed";
      row["error"] = each.status.error().message;
    }
    LPAZ_CHECK(context.print(row));
  }
  return outcome.status(plan.actions.size(), "user");
}

} // namespace

cli::ArgSet user_change_args(UserChangeOptions& options, bool guarded)
{
  cli::ArgSet set{
      positional("USER", options.users, "User principal name or object id").at_least(1),
      option("--max-users", options.max_users, "N", "Refuse to change more people than this")
          .range(1, 1'000'000)
          .default_text("no limit"),
      flag("--include-synced", options.include_synced, "Also people synced from Active Directory")};
  if (guarded) {
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
  return {{"userPrincipalName", "User", "User principal name"},
          {"displayName", "Name", "Display name"},
          {"id", "Object id", "Object id of the user", ColumnKind::text, ColumnShow::on_request},
          {"result", "Result", "What became of it in Entra ID, or what would"},
          {"lastPass",
           "LastPass",
           "What LastPass does then; not verified here",
           ColumnKind::text,
           ColumnShow::when_set},
          {"goneDateTime",
           "Gone for good",
           "When account and vault are gone for good",
           ColumnKind::time,
           ColumnShow::when_set},
          {"error", "Error", "Why it failed", ColumnKind::text, ColumnShow::when_set}};
}

Status change_users(const UserChangeOptions& options,
                    const UserChangeWords& words,
                    runtime::Context& context,
                    const std::function<Result<bool>(const admin::UserPlan&)>& confirm)
{
  LPAZ_TRY(const auto plan, make_plan(options, words.change, context));
  if (context.settings().dry_run) {
    return print_plan(plan, words, context);
  }
  if (confirm && plan.change_count() > 0 && !context.settings().yes) {
    LPAZ_TRY(const bool go, confirm(plan));
    if (!go) {
      return fail(ErrorKind::refused, "not confirmed; nothing was changed");
    }
  }
  return carry_out(plan, words, context);
}

} // namespace lpaz::commands
