#pragma once

#include "lpaz/admin/people/user_plan.hpp"

namespace lpaz::admin {

// What is done to people in the recycle bin, whom names find by what they were called before.
// A name that a living person has as well is ErrorKind::usage. Somebody who is not deleted is
// already restored; purging such a one is ErrorKind::refused. Of the
// guard-rails, restoring holds max_users alone.
Result<UserPlan>
plan_restore(graph::GraphClient& client, const UserPlanOptions& options, util::Log& log);

// What becomes of a name that neither the directory nor the recycle bin knows.
enum class Missing {
  unknown, // ErrorKind::not_found
  purged,  // by the run that is continued: already so, without an object id if a name was given
};
// Holds all guard-rails but those about directory roles: nobody in the recycle bin holds one, and
// so no purge takes the last Global Administrator.
Result<UserPlan> plan_purge(graph::GraphClient& client,
                            const UserPlanOptions& options,
                            Missing missing,
                            util::Log& log);

} // namespace lpaz::admin
