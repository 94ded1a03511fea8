#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"
#include "lpaz/admin/people/guard_rail.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// What add-member and remove-member share: the same input, plan and rows.
struct MemberOptions : RunOptions {
  std::string group;
};

inline constexpr admin::RailSet k_member_rails{admin::Rail::max_users};
// Those of block-user. Those about roles hold where the group can hold one, for there a removal
// takes it away. The one about guests is left out: it is about sessions, which go on.
inline constexpr admin::RailSet k_removal_rails =
    admin::k_sign_in_rails.without(admin::Rail::guest);

cli::ArgSet member_args(MemberOptions& options, admin::RailSet rails);
std::vector<Column> member_change_columns();
Status change_members(const MemberOptions& options,
                      admin::MemberChange change,
                      const ChangeWords& words,
                      runtime::Context& context);

} // namespace lpaz::commands
