#include "commands/commands.hpp"

#include "lpaz/admin/group_lookup.hpp"
#include "lpaz/admin/user_lookup.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

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

struct Options {
  std::string name;
  std::string description;
  std::vector<std::string> members;
};

cli::ArgSet args(Options& options)
{
  return {positional("GROUP", options.name, "Display name of the new group"),
          option("--description", options.description, "TEXT", "What the group is for"),
          option("--member", options.members, "USER", "A first member; repeatable")};
}

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

// Adds each; who is a member already counts as added.
Status add_members(graph::GraphClient& client,
                   const std::string& group_id,
                   std::span<const graph::User> users)
{
  std::vector<graph::GraphRequest> requests;
  for (const graph::User& user : users) {
    requests.push_back(graph::add_member_request(client, group_id, user.id));
  }
  for (const auto& answer : client.send_batch(requests)) {
    if (!answer && answer.error().kind != ErrorKind::conflict) {
      return fail(answer.error());
    }
  }
  return {};
}

// After a lost answer nobody knows whether the group was made, and a second call would make a
// second one: the directory is asked instead.
Result<graph::Group> send_create(graph::GraphClient& client, const graph::NewGroup& group)
{
  const auto answer = client.send(graph::create_group_request(client, group));
  if (answer) {
    return graph::parse_group(*answer);
  }
  if (answer.error().kind == ErrorKind::unavailable && answer.error().http_status != 429) {
    const auto made = existing_group(client, group.display_name);
    if (made && *made) {
      return **made;
    }
  }
  return fail(answer.error());
}

Result<graph::Group>
create(const Options& options, graph::GraphClient& client, const std::vector<graph::User>& members)
{
  graph::NewGroup group{options.name, options.description, mail_nickname(options.name), {}};
  const std::size_t first = std::min(members.size(), k_members_in_one_request);
  for (std::size_t i = 0; i < first; ++i) {
    group.member_ids.push_back(members[i].id);
  }
  LPAZ_TRY(graph::Group created, send_create(client, group));
  LPAZ_CHECK(add_members(client, created.id, std::span(members).subspan(first)));
  return created;
}

Status run(const Options& options, runtime::Context& context)
{
  if (util::trim(options.name).empty() || options.name.size() > k_longest_name) {
    return fail(ErrorKind::usage, "a group name has 1 to 256 characters");
  }
  LPAZ_TRY(graph::GraphClient * client, context.graph());
  LPAZ_TRY(const auto members, admin::find_users(*client, options.members));
  LPAZ_TRY(auto group, existing_group(*client, options.name));
  const bool exists = group.has_value();
  if (!context.settings().dry_run) {
    if (exists) {
      LPAZ_CHECK(add_members(*client, group->id, members));
    } else {
      LPAZ_TRY(group, create(options, *client, members));
    }
  }
  const bool planned = context.settings().dry_run && !exists;
  return context.print({{"id", group ? OrderedJson(group->id) : OrderedJson()},
                        {"displayName", options.name},
                        {"result",
                         exists    ? "exists already"
                         : planned ? "would be created"
                                   : "created"},
                        {"members", members.size()}});
}

} // namespace

CommandSpec create_group()
{
  return command("create-group", "Create a security group", k_help, args, run)
      .prints_one({{"id", "Object id", "Object id of the group"},
                   {"displayName", "Group", "Its display name"},
                   {"result", "Result", "created, exists already, or would be created"},
                   {"members", "Members", "How many were named", ColumnKind::number}})
      .changes();
}

} // namespace lpaz::commands
