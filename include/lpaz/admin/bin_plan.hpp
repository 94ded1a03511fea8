#pragma once

#include "lpaz/admin/user_plan.hpp"

namespace lpaz::admin {

// What is done to people in the recycle bin, whom names find by what they were called before.
// Restoring somebody who is not deleted is already so; purging such a one is ErrorKind::refused.
Result<UserPlan> plan_restore(graph::GraphClient& client, const std::vector<std::string>& names);
// With the guard-rails that hold for a deletion.
Result<UserPlan> plan_purge(graph::GraphClient& client, const UserPlanOptions& options);

} // namespace lpaz::admin
