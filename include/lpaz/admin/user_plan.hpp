#pragma once

#include "lpaz/admin/bulk_run.hpp"
#include "lpaz/admin/guard_rail.hpp"
#include "lpaz/admin/run_journal.hpp"
#include "lpaz/admin/user_step.hpp"
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
  bool already_so = false;     // nothing to write, or only what is safe to repeat
  std::vector<UserStep> steps; // in order, each only after the one before it
};

// The writes that bring the change about, in order.
std::vector<UserStep> steps_of(UserChange change, const graph::User& user);

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

// Carries the plan out (run_in_bulk); the outcomes stand in the order of the actions.
std::vector<BulkOutcome> execute(graph::GraphClient& client,
                                 RunJournal& journal,
                                 const UserPlan& plan,
                                 const BulkOptions& options);

} // namespace lpaz::admin
