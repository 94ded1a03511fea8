#include "sandbox/server/entra_view.hpp"

#include "sandbox/server/list_view.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::server {
namespace {

using store::Directory;
using util::make_visible;
using util::OrderedJson;

constexpr std::size_t k_most_jobs = 20;

std::string_view sign_in_of(const store::User& user)
{
  if (user.is_deleted()) {
    return "Recycle bin";
  }
  return user.account_enabled ? "Enabled" : "Blocked";
}

// Whether the user is in the scope of any job.
bool is_in_scope(const Directory& directory, const store::User& user)
{
  return !user.is_deleted() && std::ranges::any_of(directory.jobs(), [&](const auto& entry) {
    return directory.is_in_scope(user, entry.second.service_principal);
  });
}

std::string people(const Directory& directory, const Request& request)
{
  ListView view(request, "people");
  directory.users().for_each([&](const store::User& user) {
    const std::string& name =
        user.is_deleted() ? user.name_before_deletion : user.user_principal_name;
    if (view.shows({user.display_name, name})) {
      view.add({{"id", user.id.text()},
                {"displayName", make_visible(user.display_name)},
                {"userPrincipalName", make_visible(name)},
                {"signIn", sign_in_of(user)},
                {"inScope", is_in_scope(directory, user)},
                {"synced", user.is_synced},
                {"guest", user.is_guest}});
    }
  });
  return view.json();
}

std::string_view kind_of(const store::Group& group)
{
  if (!group.membership_rule.empty()) {
    return "Dynamic";
  }
  if (group.is_unified) {
    return "Microsoft 365";
  }
  return group.security_enabled ? "Security" : "Distribution";
}

std::string groups(const Directory& directory, const Request& request)
{
  ListView view(request, "groups");
  directory.groups().for_each([&](const store::Group& group) {
    if (view.shows({group.display_name})) {
      view.add({{"id", group.id.text()},
                {"displayName", make_visible(group.display_name)},
                {"kind", kind_of(group)},
                {"members", group.members.size()},
                {"assigned", !directory.assignments_of(group.id).empty()}});
    }
  });
  return view.json();
}

std::string_view kind_word(store::ObjectKind kind)
{
  switch (kind) {
  case store::ObjectKind::user:
    return "Person";
  case store::ObjectKind::group:
    return "Group";
  default:
    return "App";
  }
}

std::string assignments(const Directory& directory, const Request& request)
{
  ListView view(request, "assignments");
  directory.assignments().for_each([&](const store::AppRoleAssignment& assignment) {
    const std::string name = directory.display_name_of(assignment.principal);
    if (view.shows({name})) {
      view.add({{"id", assignment.id.text()},
                {"principal", make_visible(name)},
                {"kind", kind_word(assignment.principal_kind)},
                {"app", make_visible(directory.display_name_of(assignment.resource))}});
    }
  });
  return view.json();
}

std::string quarantine_text(const store::Quarantine& quarantine)
{
  std::string text = quarantine.reason;
  if (quarantine.error && !quarantine.error->message.empty()) {
    text += ": " + quarantine.error->message;
  }
  return make_visible(text);
}

OrderedJson job_json(const store::SynchronizationJob& job, const Directory& directory)
{
  OrderedJson json = {
      {"id", job.id},
      {"app", make_visible(directory.display_name_of(job.service_principal))},
      {"status", job.status.code},
      {"scheduled", job.is_scheduled},
      {"nextCycle", util::format_rfc3339(job.next_cycle)},
      {"quarantine",
       job.status.quarantine ? OrderedJson(quarantine_text(*job.status.quarantine)) : nullptr}};
  if (const auto& cycle = job.status.last_execution) {
    json["lastState"] = cycle->state;
    json["lastEnded"] = util::format_rfc3339(cycle->ended);
    json["imported"] = cycle->count_imported;
    json["exported"] = cycle->count_exported;
    json["escrowed"] = cycle->count_escrowed;
  }
  return json;
}

OrderedJson jobs(const Directory& directory)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& [id, job] : directory.jobs()) {
    if (list.size() < k_most_jobs) {
      list.push_back(job_json(job, directory));
    }
  }
  return list;
}

OrderedJson counts(const Directory& directory)
{
  std::size_t blocked = 0;
  directory.users().for_each([&](const store::User& user) {
    blocked += !user.is_deleted() && !user.account_enabled ? 1U : 0U;
  });
  return {{"users", directory.live_user_count()},
          {"blocked", blocked},
          {"deleted", directory.deleted_users().size()},
          {"assignments", directory.assignments().size()}};
}

} // namespace

Response entra_view(const store::Tenant& tenant, const Request& request)
{
  const auto directory = tenant.read();
  return Response::json(
      200,
      fmt::format(
          R"({{"tenant":{},"leadSeconds":{},"counts":{},"jobs":{},"people":{},"groups":{},"assignments":{}}})",
          util::dump_json(OrderedJson(make_visible(tenant.identity().display_name))),
          tenant.clock().offset().count(),
          util::dump_json(counts(*directory)),
          util::dump_json(jobs(*directory)),
          people(*directory, request),
          groups(*directory, request),
          assignments(*directory, request)));
}

} // namespace lpaz::sandbox::server
