#pragma once

#include "commands/run_options.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"

#include <optional>
#include <vector>

namespace lpaz::commands {

// What assign-group and unassign-group share: groups in, a row for each group.
cli::ArgSet group_run_args(RunOptions& options, admin::RailSet rails);
std::vector<Column> assignment_change_columns();

// The app, the groups that are named, and the assignments that there are.
struct GroupScope {
  graph::ServicePrincipal app;
  std::vector<graph::Group> groups;
  admin::Assignments assignments;
};
// `check` looks at the groups before more is read; may be null.
Result<GroupScope> read_group_scope(StartedRun& run,
                                    runtime::Context& context,
                                    Status (*check)(const std::vector<graph::Group>&) = nullptr);

struct GroupChange {
  graph::ServicePrincipal app;
  admin::GroupPlan plan;
  const ChangeWords& words;
  std::optional<Question> question = std::nullopt;
};

// Dry-run rows | question, writes, rows.
Status change_groups(const GroupChange& change,
                     StartedRun& run,
                     const RunOptions& options,
                     runtime::Context& context);

} // namespace lpaz::commands
