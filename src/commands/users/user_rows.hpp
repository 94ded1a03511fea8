#pragma once

#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/name_list.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace lpaz::commands {

// The row of one user of a change; what is not known is empty.
struct UserRow {
  const graph::User& user;
  std::string result;
  std::string last_pass;
  std::optional<util::TimePoint> gone = std::nullopt;
  std::optional<bool> verified = std::nullopt;
  std::optional<util::TimePoint> verified_at = std::nullopt;
  std::string verified_by = {};
  std::string evidence = {};
  std::string pending_reason = {};
  std::string error = {};
};

OrderedJson to_json(const UserRow& row);
admin::NotDone not_done_of(const UserRow& row);

// For a dry run: what the change would come to, in Entra ID and in LastPass.
OrderedJson
planned_row(const admin::UserPlan& plan, std::size_t index, const UserChangeWords& words);

// What became of the writes about the user at `index`. One who was so before is as before.
UserRow row_of_outcome(const admin::UserPlan& plan,
                       std::size_t index,
                       const bulk::Outcome& outcome,
                       const UserChangeWords& words);

void add_proof(const admin::Proof& proof, const UserChangeWords& words, UserRow& row);

} // namespace lpaz::commands
