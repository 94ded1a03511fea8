#pragma once

#include "lpaz/admin/user_plan.hpp"

namespace lpaz::admin {

// What is done to people in the recycle bin, whom names find by what they were called before.
// Restoring somebody who is not deleted is already so; purging such a one is ErrorKind::refused.
Result<UserPlan> plan_restore(graph::GraphClient& client, const std::vector<std::string>& names);

// What becomes of a name that neither the directory nor the recycle bin knows.
enum class Missing {
  unknown, // ErrorKind::not_found
  purged,  // by the run that is continued: already so, without an object id if a name was given
};
// With the guard-rails that hold for a deletion.
Result<UserPlan>
plan_purge(graph::GraphClient& client, const UserPlanOptions& options, Missing missing);

} // namespace lpaz::admin
