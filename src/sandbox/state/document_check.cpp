#include "sandbox/lastpass/resource_filter.hpp"
#include "sandbox/state/document_rows.hpp"
#include "sandbox/store/role.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace lpaz::sandbox::state {
namespace {

using store::ObjectId;
using store::ObjectKind;

std::unexpected<Error> flaw(std::string_view list, std::size_t row, std::string_view what)
{
  return fail(ErrorKind::usage, fmt::format("{}[{}] {}", list, row, what));
}

// Calls check(row) for each row; check() returns what is wrong, or an empty text.
template <typename Rows, typename F>
Status each(std::string_view list, const Rows& rows, F&& check)
{
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (const std::string_view what = check(rows[i]); !what.empty()) {
      return flaw(list, i, what);
    }
  }
  return {};
}

// The objects of the directory by their ids.
class KnownObjects {
public:
  template <typename Rows>
  Status add(std::string_view list, const Rows& rows, ObjectKind kind)
  {
    return each(list, rows, [&](const auto& row) -> std::string_view {
      return m_kinds.emplace(row.id, kind).second ? "" : "has an id that another object has";
    });
  }
  std::optional<ObjectKind> kind_of(const ObjectId& id) const
  {
    const auto found = m_kinds.find(id);
    return found == m_kinds.end() ? std::nullopt : std::optional(found->second);
  }
  bool is(const ObjectId& id, ObjectKind kind) const { return kind_of(id) == kind; }
  bool can_be_member(const ObjectId& id) const
  {
    const auto kind = kind_of(id);
    return kind && *kind != ObjectKind::application;
  }
  template <typename Ids>
  bool has_all(const Ids& ids) const
  {
    return std::ranges::all_of(ids, [&](const ObjectId& id) { return can_be_member(id); });
  }

private:
  std::unordered_map<ObjectId, ObjectKind> m_kinds;
};

Status check_users(const DocumentRows& rows, const KnownObjects& known)
{
  std::unordered_set<std::string> names;
  return each("users", rows.users, [&](const store::User& user) -> std::string_view {
    if (!user.manager.is_zero() && !known.is(user.manager, ObjectKind::user)) {
      return "has a manager who is not there";
    }
    if (user.user_principal_name.empty() ||
        (user.is_deleted() && user.name_before_deletion.empty())) {
      return "has no principal name";
    }
    return user.is_deleted() || names.insert(util::to_lower(user.user_principal_name)).second
               ? ""
               : "has the principal name of another user";
  });
}

Status check_groups(const DocumentRows& rows, const KnownObjects& known)
{
  return each("groups", rows.groups, [&](const store::Group& group) -> std::string_view {
    if (!known.has_all(group.members)) {
      return "has a member who is not there";
    }
    return known.has_all(group.owners) ? "" : "has an owner who is not there";
  });
}

template <typename Rows>
Status check_owners(std::string_view list, const Rows& rows, const KnownObjects& known)
{
  return each(list, rows, [&](const auto& row) -> std::string_view {
    return known.has_all(row.owners) ? "" : "has an owner who is not there";
  });
}

Status check_assignments(const DocumentRows& rows, const KnownObjects& known)
{
  std::unordered_set<ObjectId> ids;
  return each("assignments",
              rows.assignments,
              [&](const store::AppRoleAssignment& row) -> std::string_view {
                if (!ids.insert(row.id).second) {
                  return "has an id that another assignment has";
                }
                if (known.kind_of(row.principal) != row.principal_kind) {
                  return "is to a principal that is not there";
                }
                return known.is(row.resource, ObjectKind::service_principal)
                           ? ""
                           : "is of an app that is not there";
              });
}

Status check_roles(std::string_view list,
                   const std::vector<store::RoleAssignment>& roles,
                   const KnownObjects& known)
{
  return each(list, roles, [&](const store::RoleAssignment& role) -> std::string_view {
    if (store::find_role_definition(role.role) == nullptr) {
      return "is of a role that is not known";
    }
    return known.can_be_member(role.principal) ? "" : "has a holder who is not there";
  });
}

std::string_view flaw_of(const store::SynchronizationJob& job, const KnownObjects& known)
{
  if (!known.is(job.service_principal, ObjectKind::service_principal)) {
    return "is of an app that is not there";
  }
  return job.interval.count() < 1 ? "has no time between its cycles" : "";
}

Status check_jobs(const DocumentRows& rows, const KnownObjects& known)
{
  std::unordered_set<std::string> ids;
  LPAZ_CHECK(each("jobs", rows.jobs, [&](const auto& job) -> std::string_view {
    return job.id.empty() || !ids.insert(job.id).second ? "has no id of its own"
                                                        : flaw_of(job, known);
  }));
  LPAZ_CHECK(each("secrets", rows.secrets, [&](const SecretRow& row) -> std::string_view {
    if (!known.is(row.service_principal, ObjectKind::service_principal)) {
      return "is of an app that is not there";
    }
    return store::SynchronizationSecrets::is_known_key(row.key) ? ""
                                                                : "has a key that is not known";
  }));
  // Deleted users and groups may still be linked: the service notices in the next cycle.
  const auto of_job = [&](const auto& row) -> std::string_view {
    return ids.contains(row.job) ? "" : "is of a job that is not there";
  };
  LPAZ_CHECK(each("userLinks", rows.user_links, of_job));
  LPAZ_CHECK(each("groupLinks", rows.group_links, of_job));
  LPAZ_CHECK(each("escrows", rows.escrows, of_job));
  return each("jobStates", rows.job_states, [&](const JobStateRow& row) -> std::string_view {
    return row.watermark > rows.change_sequence ? "has a watermark in the future" : of_job(row);
  });
}

std::string_view flaw_of(const lastpass::Account& account)
{
  const auto document = util::parse_json(account.document, "document");
  if (account.id.empty() || account.user_name.empty()) {
    return "has no id or no name";
  }
  const auto* name = document ? lastpass::find_attribute(*document, "userName") : nullptr;
  return name != nullptr && *name == account.user_name ? "" : "has a document of another name";
}

Status check_company(const DocumentRows& rows)
{
  std::unordered_set<std::string> ids;
  std::unordered_set<std::string> names;
  std::unordered_set<std::uint64_t> numbers;
  LPAZ_CHECK(each("accounts", rows.accounts, [&](const auto& account) -> std::string_view {
    if (!ids.insert(account.id).second || !names.insert(util::to_lower(account.user_name)).second) {
      return "has the id or the name of another account";
    }
    if (account.uid >= rows.next_account_number || !numbers.insert(account.uid).second) {
      return "has a number that is not its own";
    }
    return flaw_of(account);
  }));
  std::unordered_set<std::string> groups;
  return each("accountGroups", rows.account_groups, [&](const auto& group) -> std::string_view {
    if (group.id.empty() || !groups.insert(group.id).second) {
      return "has no id of its own";
    }
    return std::ranges::all_of(group.members,
                               [&](const std::string& member) { return ids.contains(member); })
               ? ""
               : "has a member who is not there";
  });
}

} // namespace

Status check_rows(const DocumentRows& rows)
{
  KnownObjects known;
  LPAZ_CHECK(known.add("users", rows.users, ObjectKind::user));
  LPAZ_CHECK(known.add("groups", rows.groups, ObjectKind::group));
  LPAZ_CHECK(known.add("applications", rows.applications, ObjectKind::application));
  LPAZ_CHECK(
      known.add("servicePrincipals", rows.service_principals, ObjectKind::service_principal));
  LPAZ_CHECK(check_users(rows, known));
  LPAZ_CHECK(check_groups(rows, known));
  LPAZ_CHECK(check_owners("applications", rows.applications, known));
  LPAZ_CHECK(check_owners("servicePrincipals", rows.service_principals, known));
  LPAZ_CHECK(check_assignments(rows, known));
  LPAZ_CHECK(check_roles("roles", rows.roles, known));
  LPAZ_CHECK(check_roles("eligibleRoles", rows.eligible_roles, known));
  LPAZ_CHECK(check_jobs(rows, known));
  if (rows.change_sequence < rows.changes.size()) {
    return fail(ErrorKind::usage, "changeSequence is less than the number of changes");
  }
  return check_company(rows);
}

} // namespace lpaz::sandbox::state
