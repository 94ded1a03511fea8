#pragma once

#include "commands/commands.hpp"

#include "lpaz/admin/people/user_plan.hpp"
#include "lpaz/bulk/carry_out.hpp"

#include <vector>

namespace lpaz::commands {

// A plan that found two Global Administrators may be the second of two runs that each take one. So
// whoever plans to take one looks again right before the write, and after it.

// ErrorKind::refused if without those of the plan nobody would be left now. Reads nothing if the
// plan is about no Global Administrator, or if the rail does not hold.
Status hold_last_administrator(const admin::UserPlan& plan, graph::GraphClient& client);

// After the write: if nobody is left, those whom this run has blocked or deleted may sign in again,
// and their outcomes say so.
void undo_last_change(const admin::UserPlan& plan,
                      std::vector<bulk::Outcome>& outcomes,
                      graph::GraphClient& client,
                      runtime::Context& context);

} // namespace lpaz::commands
