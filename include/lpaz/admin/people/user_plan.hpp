#pragma once

#include "lpaz/admin/people/guard_rail.hpp"
#include "lpaz/bulk/change.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace lpaz::admin {

// Writes about users: users[i] is the one that writes.changes[i] is about.
struct UserPlan {
  std::vector<graph::User> users;
  bulk::Plan writes;
  // Ids of those who are Global Administrators, where the rail about the last one holds: right
  // before the first write, and after it, somebody has to look who is left.
  std::set<std::string> administrators;

  void add(graph::User user, bool already, std::vector<bulk::Step> steps);
};

struct UserPlanOptions {
  std::vector<std::string> names;
  RailSet rails;             // that hold
  std::size_t max_users = 0; // 0 = no limit
  std::string signed_in_object_id;
  std::vector<std::string> protected_names;
  bool ends_sign_in = true; // otherwise a membership or an assignment
};

// The facts of the options; users and roles are still empty.
GuardRailFacts facts_of(const UserPlanOptions& options);

enum class UserChange { block, unblock, remove };

// The writes that block a user, in order. Somebody who is blocked already may still hold sessions
// of a run that was killed before it revoked them: revoking is repeated, blocking is not.
std::vector<bulk::Step> block_steps(const graph::User& user);

// Resolves all names and holds the guard-rails; writes nothing. One unknown name is
// ErrorKind::not_found, one that may mean two people ErrorKind::usage, one refusal
// ErrorKind::refused, for the whole run. Whom unblocking means is the living one, with a warning.
Result<UserPlan> plan_user_change(graph::GraphClient& client,
                                  UserChange change,
                                  const UserPlanOptions& options,
                                  util::Log& log);

// The living people of these names, with the guard-rails held as for a block.
Result<std::vector<graph::User>>
find_guarded_users(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log);
// Holds the guard-rails for people who are known already; the options name nobody.
Status hold_rails_for(graph::GraphClient& client,
                      const std::vector<graph::User>& users,
                      const UserPlanOptions& options,
                      util::Log& log);

// Reads the roles again: ErrorKind::refused if without these people no Global Administrator would
// be left who can sign in.
Status check_last_administrator(graph::GraphClient& client, const std::vector<graph::User>& users);
// Whether one is left now.
Result<bool> has_able_administrator(graph::GraphClient& client);

} // namespace lpaz::admin
