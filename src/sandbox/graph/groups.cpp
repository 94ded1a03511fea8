#include "sandbox/graph/groups.hpp"

#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/property_patch.hpp"
#include "sandbox/graph/route.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::Group;
using util::Json;

bool is_binding(std::string_view name)
{
  return name == "members@odata.bind" || name == "owners@odata.bind";
}

Status check_nickname(const std::string& nickname)
{
  constexpr std::size_t k_longest = 64;
  const bool is_valid =
      !nickname.empty() && nickname.size() <= k_longest &&
      std::ranges::all_of(nickname, [](char c) {
        return c > ' ' && c < 0x7f &&
               std::string_view("@()\\[]\";:.<>,").find(c) == std::string_view::npos;
      });
  if (!is_valid) {
    return bad_request("Invalid value specified for property 'mailNickname' of resource 'Group'.");
  }
  return {};
}

Status check_new_group(const Json& body, const Group& group)
{
  for (const auto* name : {"displayName", "mailEnabled", "mailNickname", "securityEnabled"}) {
    if (util::find_member(body, name) == nullptr) {
      return bad_request(
          fmt::format("A value is required for property '{}' of resource 'Group'.", name));
    }
  }
  if (group.display_name.empty() || group.display_name.size() > 256) {
    return bad_request("Invalid value specified for property 'displayName' of resource 'Group'.");
  }
  if (group.mail_enabled && !group.is_unified) {
    return bad_request("The service does not currently support writes of mail-enabled groups. "
                       "Please ensure that the mail-enablement property is unset and the "
                       "security-enablement property is set.");
  }
  if (!group.mail_enabled && !group.security_enabled) {
    return bad_request("The service does not currently support writes of distribution groups.");
  }
  return check_nickname(group.mail_nickname);
}

// The ids behind an @odata.bind list.
Result<std::vector<store::ObjectId>> bound_objects(const Call& call,
                                                   const store::Directory& directory,
                                                   const Json& body,
                                                   std::string_view name)
{
  std::vector<store::ObjectId> ids;
  const Json* list = util::find_member(body, name);
  if (list == nullptr) {
    return ids;
  }
  constexpr std::size_t k_most = 20;
  if (!list->is_array() || list->size() > k_most) {
    return bad_request(
        fmt::format("The number of references in '{}' must be between 1 and {}.", name, k_most));
  }
  for (const auto& entry : *list) {
    if (!entry.is_string()) {
      return wrong_type(name);
    }
    LPAZ_TRY(const store::ObjectId id,
             referenced_object(call, directory, entry.get_ref<const std::string&>()));
    ids.push_back(id);
  }
  return ids;
}

std::function<bool(const Group&)> visible(const Call& call)
{
  return [&call](const Group& group) { return call.sees(group); };
}

Result<Response> list_groups(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<Group> rows(directory->groups(), visible(call));
  return Listing<Group>(call, group_type(), rows, related_of_groups(*directory))
      .respond({.context = "groups", .annotation = {}});
}

Result<Response> count_groups(Call& call)
{
  const auto directory = call.tenant().read();
  TableRows<Group> rows(directory->groups(), visible(call));
  return Listing<Group>(call, group_type(), rows).respond_count();
}

Result<Response> get_group(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  return respond_entity_with(call, group_type(), *group, "groups", related_of_groups(*directory));
}

Result<Response> create_group(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  Group group;
  group.security_enabled = false;
  LPAZ_CHECK(
      apply_properties(group, body, store::writable | store::creatable, "Group", is_binding));
  LPAZ_CHECK(check_new_group(body, group));
  group.id = store::ObjectId::random();
  group.created = call.now;
  group.visible_from = call.tenant().visible_from_now();
  const auto directory = call.tenant().write();
  LPAZ_TRY(const auto members, bound_objects(call, *directory, body, "members@odata.bind"));
  LPAZ_TRY(const auto owners, bound_objects(call, *directory, body, "owners@odata.bind"));
  group.owners.assign(owners);
  const Group& added = directory->add_group(std::move(group));
  directory->fill_group(added.id, members);
  audit_group(call, *directory, added, "Add group");
  return respond_entity(call, group_type(), added, "groups", 201);
}

Result<Response> update_group(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  LPAZ_TRY(const auto members, bound_objects(call, *directory, body, "members@odata.bind"));
  Group changed = *group;
  LPAZ_CHECK(apply_properties(changed, body, store::writable, "Group", is_binding));
  const bool only_members = body.size() == 1 && !members.empty();
  if (!only_members && !is_permitted(permission::k_write_groups, call.caller.roles)) {
    return insufficient_privileges();
  }
  LPAZ_CHECK(add_members(*directory, *group, members));
  if (!only_members) {
    // The body fits: it was applied to the copy.
    directory->update_group(group->id, [&](Group& target) {
      (void)apply_properties(target, body, store::writable, "Group", is_binding);
    });
  }
  audit_group(call, *directory, *group, only_members ? "Add member to group" : "Update group");
  return Response::no_content();
}

Result<Response> delete_group(Call& call)
{
  const auto directory = call.tenant().write();
  LPAZ_TRY(const Group* group, require_group(call, *directory, call.parameter()));
  audit_group(call, *directory, *group, "Delete group");
  directory->delete_group(group->id);
  return Response::no_content();
}

} // namespace

Result<const Group*>
require_group(const Call& call, const store::Directory& directory, std::string_view id)
{
  const auto parsed = store::ObjectId::parse(id);
  const Group* group = parsed ? directory.find_group(*parsed) : nullptr;
  if (group == nullptr || !call.sees(*group)) {
    return no_such_object(id);
  }
  return group;
}

Result<store::ObjectId>
referenced_object(const Call& call, const store::Directory& directory, std::string_view url)
{
  const auto slash = url.rfind('/');
  const auto id = slash == url.npos ? std::nullopt : store::ObjectId::parse(url.substr(slash + 1));
  if (!id) {
    return bad_request("Invalid URL format specified in @odata.id.");
  }
  if (!find_directory_object(directory, *id, call.now)) {
    return no_such_object(id->text());
  }
  return *id;
}

Status check_editable(const Group& group)
{
  if (group.is_synced) {
    return bad_request(
        "Unable to update the specified properties for on-premises mastered Directory Sync "
        "objects or objects currently undergoing migration.");
  }
  if (!group.membership_rule.empty()) {
    return bad_request(
        "Insufficient privileges or a dynamic group: members of groups with a membership rule "
        "cannot be changed.");
  }
  return {};
}

Status add_members(store::Directory& directory,
                   const Group& group,
                   const std::vector<store::ObjectId>& members)
{
  if (members.empty()) {
    return {};
  }
  LPAZ_CHECK(check_editable(group));
  for (const auto& member : members) {
    if (group.members.contains(member)) {
      return bad_request("One or more added object references already exist for the following "
                         "modified properties: 'members'.");
    }
    if (member == group.id) {
      return bad_request("A group cannot be a member of itself.");
    }
  }
  for (const auto& member : members) {
    directory.add_member(group.id, member);
  }
  return {};
}

void audit_group(const Call& call,
                 store::Directory& directory,
                 const Group& group,
                 std::string_view activity)
{
  store::DirectoryAudit audit;
  audit.activity = call.now;
  audit.category = "GroupManagement";
  audit.activity_name = activity;
  audit.service = "Core Directory";
  audit.operation = activity.starts_with("Delete") ? "Delete" : "Update";
  audit.initiator = directory.display_name_of(call.caller.principal);
  audit.initiator_app_id = call.caller.app_id;
  audit.target_type = "Group";
  audit.target_id = group.id;
  audit.target_name = group.display_name;
  directory.append_audit(std::move(audit));
}

void add_group_routes(RouteTable& table)
{
  table.add({
      {"GET", "groups", permission::k_read_groups, list_groups},
      {"GET", "groups/$count", permission::k_read_groups, count_groups},
      {"GET", "groups/{}", permission::k_read_groups, get_group},
      {"POST", "groups", permission::k_create_groups, create_group},
      {"PATCH", "groups/{}", permission::k_write_members, update_group},
      {"DELETE", "groups/{}", permission::k_write_groups, delete_group},
  });
}

} // namespace lpaz::sandbox::graph
