#pragma once

#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/graph/user.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace lpaz::admin {

// What is to be done about one person.
struct PlannedAction {
  graph::User user;
  bool already_so = false;                // nothing to write, or only what is safe to repeat
  std::vector<graph::GraphRequest> steps; // in order, each only after the one before it
};

struct UserPlanOptions {
  UserChange change = UserChange::block;
  std::vector<std::string> names;
  std::set<std::string> overrides; // option names, such as --include-guests
  std::size_t max_users = 0;       // 0 = no limit
  std::string signed_in_object_id;
  std::vector<std::string> protected_names;
};

struct UserPlan {
  UserChange change = UserChange::block;
  std::vector<PlannedAction> actions;

  // Those that change somebody.
  std::size_t change_count() const;
};

// Resolves all names and holds all guard-rails; writes nothing. One unknown name is
// ErrorKind::not_found, one refusal ErrorKind::refused, for the whole run.
Result<UserPlan>
plan_user_change(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log);

// The outcome of one action.
struct ActionOutcome {
  const PlannedAction* action = nullptr;
  Status status;
  std::size_t steps_done = 0;
};

// Carries the plan out: step k of everybody goes before step k + 1, 20 to a $batch; one person's
// steps alone travel as one sequence. An item that is gone already (404 to a repeated delete)
// counts as done.
std::vector<ActionOutcome> execute(graph::GraphClient& client, const UserPlan& plan);

} // namespace lpaz::admin
