#include "commands/groups/assignment_rows.hpp"
#include "commands/outcome.hpp"

#include "lpaz/admin/app.hpp"
#include "lpaz/admin/group_lookup.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Assigns groups to the enterprise app. With the next provisioning cycle their direct members get LastPass accounts, and the groups themselves appear in LastPass for policies and shared folders. LastPass sends each new person an invitation by mail. Assign as many groups as you like.

A group that is assigned already stays so. All names are looked up before anything is changed. Only security groups can be assigned, and groups inside a group are not read.

Examples:
  lpaz assign-group "LastPass pilot"
  lpaz assign-group Sales Engineering --dry-run
  lpaz assign-group 5d8f1a52-7f0e-4f6e-9c0b-6d2a3b1f0c11 --app "LastPass EU")";

struct Options {
  std::vector<std::string> groups;
};

cli::ArgSet args(Options& options)
{
  return group_args(options.groups);
}

Status check_assignable(const std::vector<graph::Group>& groups)
{
  for (const graph::Group& group : groups) {
    if (!group.security_enabled) {
      return fail(ErrorKind::refused,
                  fmt::format("\"{}\" is not a security group, and only those can be assigned",
                              group.display_name),
                  "nothing was changed; make a security group with lpaz create-group");
    }
  }
  return {};
}

bool is_assigned(const std::vector<graph::AppRoleAssignment>& assignments,
                 const graph::Group& group)
{
  return std::any_of(assignments.begin(), assignments.end(), [&group](const auto& assignment) {
    return assignment.principal_id == group.id;
  });
}

void take(const Result<nlohmann::json>& answer, OrderedJson& row, Outcome& outcome)
{
  if (answer) {
    row["assignmentId"] = graph::parse_app_role_assignment(*answer).id;
    row["result"] = "assigned";
  } else if (answer.error().kind == ErrorKind::conflict) {
    row["result"] = "assigned already";
  } else {
    outcome.add_failure(answer.error());
    row["result"] = failure_word(answer.error());
    row["error"] = answer.error().message;
  }
}

Status run(const Options& options, runtime::Context& context)
{
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto app, admin::find_app(*client, context.settings().app.value));
  LPAZ_TRY(const std::string role, admin::role_for_members(app));
  LPAZ_TRY(const auto groups, admin::find_groups(*client, options.groups));
  LPAZ_CHECK(check_assignable(groups));
  LPAZ_TRY(const auto assignments, assignments_of(*client, app));
  std::vector<graph::GraphRequest> requests;
  for (const graph::Group& group : groups) {
    if (!is_assigned(assignments, group)) {
      requests.push_back(graph::assign_request(app.id, role, group.id));
    }
  }
  const bool dry_run = context.settings().dry_run;
  const auto answers =
      dry_run ? std::vector<Result<nlohmann::json>>{} : client->send_batch(requests);
  Outcome outcome;
  auto answer = answers.begin();
  for (const graph::Group& group : groups) {
    OrderedJson row = assignment_change_row(app, group);
    if (is_assigned(assignments, group)) {
      row["result"] = "assigned already";
    } else if (dry_run) {
      row["result"] = "would be assigned";
    } else {
      take(*answer++, row, outcome);
    }
    LPAZ_CHECK(context.print(row));
  }
  return outcome.status(groups.size(), "group");
}

} // namespace

CommandSpec assign_group()
{
  return command("assign-group", "Put groups in scope of LastPass", k_help, args, run)
      .prints(assignment_change_columns())
      .changes();
}

} // namespace lpaz::commands
