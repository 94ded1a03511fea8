#pragma once

#include "commands/users/user_change.hpp"

namespace lpaz::commands {

struct OffboardOptions {
  UserChangeOptions change;
  bool include_stranded = false;
};

cli::ArgSet offboard_args(OffboardOptions& options);

// Plan, block and revoke, proof, deletion of those with proof; a row per person.
Status
offboard(const OffboardOptions& options, runtime::Context& context, const ConfirmPlan& confirm);

} // namespace lpaz::commands
