#pragma once

#include "commands/commands.hpp"

#include "lpaz/admin/user_plan.hpp"
#include "lpaz/util/clock.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::commands {

// What block-user, unblock-user and delete-user share: names in, guard-rails, a row per person.
struct UserChangeOptions {
  std::vector<std::string> users;
  bool include_self = false;
  bool include_last_admin = false;
  bool include_admins = false;
  bool include_protected = false;
  bool include_synced = false;
  bool include_guests = false;
  long long max_users = 0;
};

// `guarded`: with the overrides of the guard-rails that only hold for block and delete.
cli::ArgSet user_change_args(UserChangeOptions& options, bool guarded);
std::vector<Column> user_change_columns();

// Resolves, holds the guard-rails, asks if `question` is not empty, changes, and prints the rows.
struct UserChangeWords {
  admin::UserChange change;
  std::string_view done;                              // "blocked"
  std::string_view already;                           // "blocked already"
  std::string_view planned;                           // "would be blocked"
  std::string_view last_pass;                         // what LastPass does then
  std::optional<util::TimePoint> gone = std::nullopt; // when account and vault are gone for good
};
Status change_users(const UserChangeOptions& options,
                    const UserChangeWords& words,
                    runtime::Context& context,
                    const std::function<Result<bool>(const admin::UserPlan&)>& confirm);

} // namespace lpaz::commands
