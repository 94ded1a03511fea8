#pragma once

#include "commands/bulk_options.hpp"

#include "lpaz/graph/group.hpp"

#include <functional>
#include <string>
#include <vector>

namespace lpaz::commands {

// What add-member and remove-member share: the same input, plan and rows.
struct MemberOptions : RunOptions {
  std::string group;
};

struct MemberChange {
  std::string_view command; // "add-member"
  std::string_view word;    // "add", for the journal
  std::string_view doing;   // "adding members"
  std::string_view done;    // "added"
  std::string_view already; // "member already"
  std::string_view planned; // "would be added"
  ErrorKind already_kind;   // the error that says that it was so already
  std::function<graph::GraphRequest(
      const graph::GraphClient&, const std::string& group_id, const std::string& user_id)>
      request;
};

cli::ArgSet member_args(MemberOptions& options);
std::vector<Column> member_change_columns();
Status
change_members(const MemberOptions& options, const MemberChange& change, runtime::Context& context);

} // namespace lpaz::commands
