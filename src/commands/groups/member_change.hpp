#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// What add-member and remove-member share: the same input, plan and rows.
struct MemberOptions : RunOptions {
  std::string group;
};

inline constexpr admin::RailSet k_member_rails{admin::Rail::max_users};

cli::ArgSet member_args(MemberOptions& options);
std::vector<Column> member_change_columns();
Status change_members(const MemberOptions& options,
                      admin::MemberChange change,
                      const ChangeWords& words,
                      runtime::Context& context);

} // namespace lpaz::commands
