#include "commands/outcome.hpp"
#include "commands/users/user_change.hpp"

#include "lpaz/admin/user_lookup.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Brings people back from the recycle bin of Entra ID, by the name they had or by their object id. With the next provisioning cycle LastPass enables their accounts again. Somebody who was blocked before stays blocked. Memberships of LastPass groups may not come back by themselves.

Somebody who is not deleted is left as is.

Examples:
  lpaz list-users --deleted
  lpaz restore-user ada@contoso.example)";

constexpr std::string_view k_effect = "enabled with the next cycle, unless sign-in is blocked";

struct Options {
  std::vector<std::string> users;
};

cli::ArgSet args(Options& options)
{
  return {positional("USER", options.users, "Former user principal name or object id").at_least(1)};
}

// Somebody may be named in several ways.
std::vector<graph::User> without_repeats(const std::vector<graph::User>& users)
{
  std::set<std::string> seen;
  std::vector<graph::User> result;
  for (const graph::User& user : users) {
    if (seen.insert(user.id).second) {
      result.push_back(user);
    }
  }
  return result;
}

OrderedJson row_of(const graph::User& user, std::string_view result)
{
  return {{"userPrincipalName", admin::original_name(user)},
          {"id", user.id},
          {"displayName", user.display_name},
          {"result", result},
          {"lastPass", nullptr},
          {"goneDateTime", nullptr},
          {"error", nullptr}};
}

Status restore(const std::vector<graph::User>& users, runtime::Context& context, Outcome& outcome)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  std::vector<graph::GraphRequest> requests;
  for (const graph::User& user : users) {
    requests.push_back(graph::restore_user_request(user.id));
  }
  const auto answers = client->send_batch(requests);
  for (std::size_t i = 0; i < users.size(); ++i) {
    OrderedJson row = row_of(users[i], answers[i] ? "restored" : "failed");
    if (answers[i]) {
      row["lastPass"] = k_effect;
    } else {
      outcome.add_failure(answers[i].error());
      row["error"] = answers[i].error().message;
    }
    LPAZ_CHECK(context.print(row));
  }
  return {};
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto bin, admin::find_deleted_users(*client, options.users));
  const auto deleted = without_repeats(bin.found);
  std::vector<graph::User> present;
  if (!bin.missing.empty()) {
    LPAZ_TRY(present, admin::find_users(*client, bin.missing));
  }
  for (const graph::User& user : present) {
    LPAZ_CHECK(context.print(row_of(user, "not deleted")));
  }
  Outcome outcome;
  if (context.settings().dry_run) {
    for (const graph::User& user : deleted) {
      LPAZ_CHECK(context.print(row_of(user, "would be restored")));
    }
  } else {
    LPAZ_CHECK(restore(deleted, context, outcome));
  }
  return outcome.status(deleted.size() + present.size(), "user");
}

} // namespace

CommandSpec restore_user()
{
  return command("restore-user", "Bring people back from the recycle bin", k_help, args, run)
      .prints(user_change_columns())
      .changes();
}

} // namespace lpaz::commands
