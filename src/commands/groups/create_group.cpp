#include "commands/run_options.hpp"
#include "commands/run_report.hpp"
#include "commands/users/user_change.hpp"

#include "lpaz/admin/people/assignment_plan.hpp"
#include "lpaz/admin/people/group_lookup.hpp"
#include "lpaz/admin/people/user_lookup.hpp"
#include "lpaz/cli/row_columns.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace lpaz::commands {
namespace {

constexpr std::string_view k_help =
    R"(Creates a security group, as for a first test of provisioning with a few people. If exactly one group of that name exists already, it is adopted: members that are missing are added, and nothing else is changed.

Assign the group to the enterprise app with lpaz assign-group.

Examples:
  lpaz create-group "LastPass pilot" --member ada@contoso.example --member grace@contoso.example
  lpaz create-group "LastPass pilot" --output json | jq -r .id)";

constexpr std::size_t k_longest_name = 256;
constexpr std::size_t k_longest_nickname = 64;
constexpr std::size_t k_members_in_one_request = 20;
constexpr admin::RailSet k_rails{admin::Rail::max_users};

// The members are the names of the run.
struct Options : RunOptions {
  std::string name;
  std::string description;
};

cli::ArgSet args(Options& options)
{
  cli::ArgSet set = {positional("GROUP", options.name, "Display name of the new group"),
                     option("--description", options.description, "TEXT", "What the group is for"),
                     option("--member", options.names.words, "USER", "A first member; repeatable"),
                     from_file_arg(options.names, admin::Listed::users)};
  set.add(run_args(options, k_rails));
  return set;
}

struct GroupRow {
  const std::string& name;
  const std::optional<graph::Group>& group;
  std::string_view result;
  std::size_t members;
};

constexpr cli::RowColumn<GroupRow> k_columns[] = {
    {"id",
     "Object id",
     "Object id of the group",
     [](const GroupRow& row) { return row.group ? OrderedJson(row.group->id) : OrderedJson(); }},
    {"displayName",
     "Group",
     "Its display name",
     [](const GroupRow& row) { return OrderedJson(row.name); }},
    {"result",
     "Result",
     "created, exists already, or would be created",
     [](const GroupRow& row) { return OrderedJson(row.result); }},
    {"members",
     "Members",
     "How many are members now, or would be",
     [](const GroupRow& row) { return OrderedJson(row.members); },
     ColumnKind::number}};

// Letters that Graph allows: ASCII without @()\[]";:.<>, and space ("Create group").
std::string mail_nickname(const std::string& name)
{
  std::string nickname;
  for (const char c : util::to_lower(name)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      nickname += c;
    } else if (!nickname.empty() && nickname.back() != '-') {
      nickname += '-';
    }
  }
  nickname = nickname.substr(0, k_longest_nickname);
  while (nickname.ends_with('-')) {
    nickname.pop_back();
  }
  return nickname.empty() ? "group" : nickname;
}

Result<std::optional<graph::Group>> existing_group(graph::GraphClient& client,
                                                   const std::string& name)
{
  auto group = admin::find_group(client, name);
  if (!group && group.error().kind == ErrorKind::not_found) {
    return std::nullopt;
  }
  if (!group) {
    return fail(group.error());
  }
  return *std::move(group);
}

bool is_found(const Result<nlohmann::json>& seen, util::TimePoint)
{
  const auto* groups = seen ? util::find_array(*seen, "value") : nullptr;
  return groups != nullptr && !groups->empty();
}

// The group with its first members, in one request.
bulk::Plan creation_plan(const Options& options,
                         const graph::GraphClient& client,
                         const std::vector<graph::User>& members)
{
  graph::NewGroup group{options.name, options.description, mail_nickname(options.name), {}};
  for (std::size_t i = 0; i < std::min(members.size(), k_members_in_one_request); ++i) {
    group.member_ids.push_back(members[i].id);
  }
  bulk::Step step{"create group", graph::create_group_request(client, group)};
  step.once = true;
  step.keeps_answer = true;
  step.check = graph::find_groups_request(options.name);
  step.carried_out = is_found;
  return {{{options.name, options.name, false, {std::move(step)}}}};
}

// Those whom the creation did not take along.
admin::UserPlan member_plan(const graph::GraphClient& client,
                            const std::string& group_id,
                            std::vector<graph::User> members,
                            bool is_new)
{
  if (is_new) {
    const auto first = std::min(members.size(), k_members_in_one_request);
    members.erase(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(first));
  }
  return plan_members(client, admin::MemberChange::add, group_id, std::move(members));
}

Result<graph::Group>
create(const bulk::Plan& plan, const Options& options, StartedRun& run, runtime::Context& context)
{
  LPAZ_TRY(const auto outcomes, write(plan, run, options, "creating the group", context));
  LPAZ_CHECK(outcomes.front().status);
  LPAZ_TRY(const auto answer, util::parse_json(outcomes.front().answer, "group"));
  // The answer of the check is a list.
  const auto* found = util::find_array(answer, "value");
  return graph::parse_group(found == nullptr || found->empty() ? answer : found->front());
}

Status dry_run(const Options& options,
               const std::optional<graph::Group>& group,
               const std::vector<graph::User>& members,
               StartedRun& run,
               runtime::Context& context)
{
  if (!group) {
    show_requests(creation_plan(options, *run.client, members), context);
  }
  const std::string id = group ? group->id : "{new group}";
  show_requests(member_plan(*run.client, id, members, !group).writes, context);
  const std::string_view result = group ? "exists already" : "would be created";
  return context.print(to_row(k_columns, GroupRow{options.name, group, result, members.size()}));
}

Status run(const Options& options, runtime::Context& context)
{
  if (util::trim(options.name).empty() || options.name.size() > k_longest_name) {
    return fail(ErrorKind::usage, "a group name has 1 to 256 characters");
  }
  LPAZ_TRY(auto names, names_if_any(options.names, context, admin::Listed::users));
  LPAZ_TRY(auto run,
           start_run(options,
                     "create-group",
                     "group " + util::to_lower(options.name),
                     std::move(names),
                     context));
  LPAZ_TRY(const auto members, admin::find_living_users(*run.client, run.names, context.log()));
  LPAZ_CHECK(admin::check_user_count(members.size(), static_cast<std::size_t>(options.max_users)));
  LPAZ_TRY(auto group, existing_group(*run.client, options.name));
  if (context.settings().dry_run) {
    return dry_run(options, group, members, run, context);
  }
  run.meanings["users"] = meanings_of(members);
  const bool is_new = !group;
  if (is_new) {
    LPAZ_TRY(group, create(creation_plan(options, *run.client, members), options, run, context));
  }
  const auto plan = member_plan(*run.client, group->id, members, is_new);
  LPAZ_TRY(const auto outcomes, write(plan.writes, run, options, "adding members", context));
  Tally tally;
  std::size_t failures = 0;
  for (const bulk::Outcome& outcome : outcomes) {
    if (!outcome.status) {
      tally.add_failure(outcome.status.error());
      ++failures;
    }
  }
  const std::string_view result = is_new ? "created" : "exists already";
  LPAZ_CHECK(context.print(
      to_row(k_columns, GroupRow{options.name, group, result, members.size() - failures})));
  LPAZ_CHECK(tally.status(outcomes.size(), "member"));
  return run.journal.finish();
}

} // namespace

CommandSpec create_group()
{
  return command("create-group", "Create a security group", k_help, args, run)
      .prints_one(columns_of(k_columns))
      .changes(k_rails);
}

} // namespace lpaz::commands
