#pragma once

#include "lpaz/admin/people/guard_rail.hpp"
#include "lpaz/bulk/change.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lpaz::admin {

// Writes about users: users[i] is the one that writes.changes[i] is about.
struct UserPlan {
  std::vector<graph::User> users;
  bulk::Plan writes;

  void add(graph::User user, bool already, std::vector<bulk::Step> steps);
};

struct UserPlanOptions {
  std::vector<std::string> names;
  RailSet rails;             // that hold
  std::size_t max_users = 0; // 0 = no limit
  std::string signed_in_object_id;
  std::vector<std::string> protected_names;
};

// The facts of the options; users and roles are still empty.
GuardRailFacts facts_of(const UserPlanOptions& options);

enum class UserChange { block, unblock, remove };

// The writes that block a user, in order. Somebody who is blocked already may still hold sessions
// of a run that was killed before it revoked them: revoking is repeated, blocking is not.
std::vector<bulk::Step> block_steps(const graph::User& user);

// Resolves all names and holds the guard-rails; writes nothing. One unknown name is
// ErrorKind::not_found, one refusal ErrorKind::refused, for the whole run.
Result<UserPlan> plan_user_change(graph::GraphClient& client,
                                  UserChange change,
                                  const UserPlanOptions& options,
                                  util::Log& log);

} // namespace lpaz::admin
