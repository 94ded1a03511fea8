#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/assignment_scope.hpp"
#include "lpaz/admin/people/user_plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::commands {

// What a plan that ends memberships or assignments of these people needs of the options; `rails`
// are those that the command takes. The first command that takes the rail of protected users says,
// once for each tenant, if an app is signed in and the configuration protects nobody.
Result<admin::UserPlanOptions> rail_options(const RunOptions& options,
                                            admin::RailSet rails,
                                            std::vector<std::string> names,
                                            runtime::Context& context);

// How many people lose LastPass, as a line of the question; nothing if there is no app. Where
// nobody is asked it is a note.
std::string tell_loss(const std::optional<admin::ScopeLoss>& loss, runtime::Context& context);

} // namespace lpaz::commands
