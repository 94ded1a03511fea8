#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::commands {

// What add-member and remove-member share: the same input, plan and rows.
struct MemberOptions : RunOptions {
  std::string group;
};

struct MemberWords {
  std::string_view command; // "add-member"
  std::string_view doing;   // "adding members"
  std::string_view done;    // "added"
  std::string_view already; // "member already"
  std::string_view planned; // "would be added"
};

inline constexpr admin::RailSet k_member_rails{admin::Rail::max_users};

cli::ArgSet member_args(MemberOptions& options);
std::vector<Column> member_change_columns();
Status change_members(const MemberOptions& options,
                      admin::MemberChange change,
                      const MemberWords& words,
                      runtime::Context& context);

} // namespace lpaz::commands
