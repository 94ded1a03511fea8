#include "sandbox/state/state_document.hpp"

#include "sandbox/state/company_fields.hpp"
#include "sandbox/state/document_rows.hpp"
#include "sandbox/state/job_fields.hpp"
#include "sandbox/state/log_fields.hpp"
#include "sandbox/state/row_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::state {
namespace {

using store::Directory;

// Writes lists, one row per line.
class DocumentWriter {
public:
  explicit DocumentWriter(std::string head) : m_text(std::move(head)) {}

  void begin_list(std::string_view name)
  {
    m_text += fmt::format(",\n\"{}\":[", name);
    m_has_rows = false;
  }
  template <typename Row>
  void row(const Row& row)
  {
    m_text += m_has_rows ? ",\n" : "\n";
    m_text += RowWriter().object(row);
    m_has_rows = true;
  }
  void end_list() { m_text += m_has_rows ? "\n]" : "]"; }
  template <typename Rows>
  void list(std::string_view name, const Rows& rows)
  {
    begin_list(name);
    for (const auto& each : rows) {
      row(each);
    }
    end_list();
  }
  template <typename T>
  void list(std::string_view name, const store::Table<T>& table)
  {
    begin_list(name);
    table.for_each([&](const T& each) { row(each); });
    end_list();
  }
  std::string take() { return std::move(m_text) + "\n}\n"; }

private:
  std::string m_text;
  bool m_has_rows = false;
};

bool exists(const Directory& directory, const store::ObjectId& id)
{
  return directory.kind_of(id).has_value() || directory.find_any_user(id) != nullptr;
}

// Leaves out owners and holders of roles that were deleted for good.
template <typename T>
T with_living_owners(T object, const Directory& directory)
{
  std::vector<store::ObjectId> owners(object.owners.begin(), object.owners.end());
  std::erase_if(owners, [&](const store::ObjectId& id) { return !exists(directory, id); });
  object.owners.assign(std::move(owners));
  return object;
}

store::User with_living_superior(store::User user, const Directory& directory)
{
  if (directory.find_any_user(user.manager) == nullptr) {
    user.manager = {};
  }
  return user;
}

std::vector<store::RoleAssignment> living(std::vector<store::RoleAssignment> roles,
                                          const Directory& directory)
{
  std::erase_if(roles, [&](const auto& role) { return !exists(directory, role.principal); });
  return roles;
}

void write_objects(DocumentWriter& writer, const Directory& directory)
{
  const auto write_owned = [&](std::string_view name, const auto& table) {
    writer.begin_list(name);
    table.for_each([&](const auto& object) { writer.row(with_living_owners(object, directory)); });
    writer.end_list();
  };
  writer.begin_list("users");
  directory.users().for_each(
      [&](const store::User& user) { writer.row(with_living_superior(user, directory)); });
  writer.end_list();
  write_owned("groups", directory.groups());
  write_owned("applications", directory.applications());
  write_owned("servicePrincipals", directory.service_principals());
  writer.list("assignments", directory.assignments());
  writer.list("roles", living(directory.role_assignments(), directory));
  writer.list("eligibleRoles", living(directory.role_eligibilities(), directory));
}

void write_jobs(DocumentWriter& writer, const Directory& directory, const Translation& translation)
{
  writer.begin_list("jobs");
  for (const auto& [id, job] : directory.jobs()) {
    writer.row(job);
  }
  writer.end_list();
  writer.begin_list("secrets");
  directory.service_principals().for_each([&](const store::ServicePrincipal& principal) {
    for (const auto& [key, value] : directory.secrets_of(principal.id).all()) {
      writer.row(SecretRow{principal.id, key, translation.outward(key, value)});
    }
  });
  writer.end_list();
}

template <typename Map>
std::vector<store::ObjectId> sorted_keys(const Map& map)
{
  std::vector<store::ObjectId> keys;
  keys.reserve(map.size());
  for (const auto& entry : map) {
    keys.push_back(entry.first);
  }
  std::ranges::sort(keys);
  return keys;
}

store::IdSet id_set(const std::unordered_set<store::ObjectId>& ids)
{
  store::IdSet set;
  set.assign({ids.begin(), ids.end()});
  return set;
}

// Leaves out what is remembered about deleted jobs.
std::vector<std::pair<std::string, const engine::JobState*>> living(const engine::JobStates& jobs,
                                                                    const Directory& directory)
{
  std::vector<std::pair<std::string, const engine::JobState*>> states;
  for (const auto& [id, state] : jobs) {
    if (directory.find_job(id) != nullptr) {
      states.emplace_back(id, state.get());
    }
  }
  return states;
}

void write_job_states(DocumentWriter& writer,
                      const std::vector<std::pair<std::string, const engine::JobState*>>& jobs)
{
  writer.begin_list("jobStates");
  for (const auto& [id, state] : jobs) {
    writer.row(JobStateRow{id,
                           state->watermark,
                           state->needs_initial_cycle,
                           state->users_linked_ever,
                           state->groups_linked_ever,
                           id_set(state->staged_users),
                           id_set(state->staged_groups)});
  }
  writer.end_list();
  writer.begin_list("userLinks");
  for (const auto& [id, state] : jobs) {
    for (const auto& user : sorted_keys(state->users)) {
      writer.row(UserLinkRow{id, user, state->users.at(user)});
    }
  }
  writer.end_list();
  writer.begin_list("groupLinks");
  for (const auto& [id, state] : jobs) {
    for (const auto& group : sorted_keys(state->groups)) {
      const auto& link = state->groups.at(group);
      writer.row(GroupLinkRow{id, group, link.target_id, id_set(link.members)});
    }
  }
  writer.end_list();
  writer.begin_list("escrows");
  for (const auto& [id, state] : jobs) {
    for (const auto& object : sorted_keys(state->escrows)) {
      writer.row(EscrowRow{id, object, state->escrows.at(object)});
    }
  }
  writer.end_list();
}

void write_company(DocumentWriter& writer, const lastpass::Company& company)
{
  writer.begin_list("accounts");
  company.for_each_account([&](const lastpass::Account& account) { writer.row(account); });
  writer.end_list();
  writer.begin_list("accountGroups");
  for (const auto& group : company.groups()) {
    CompanyGroupRow row{group->id,
                        group->display_name,
                        group->document,
                        group->created,
                        group->modified,
                        {group->members.begin(), group->members.end()}};
    std::ranges::sort(row.members);
    writer.row(row);
  }
  writer.end_list();
  writer.list("deletedAccounts", company.deleted());
}

} // namespace

std::string write_document(const StateView& state, const Translation& translation)
{
  DocumentWriter writer(fmt::format("{{\n\"format\":\"{}\",\n\"version\":{},\n"
                                    "\"clockOffsetSeconds\":{},\n\"changeSequence\":{},\n"
                                    "\"nextAccountNumber\":{}",
                                    k_format,
                                    k_version,
                                    state.clock_offset.count(),
                                    state.directory.sequence(),
                                    state.company.next_uid()));
  write_objects(writer, state.directory);
  write_jobs(writer, state.directory, translation);
  writer.list("changes", state.directory.changes().all());
  writer.list("provisioningLog", state.directory.log());
  writer.list("directoryAudits", state.directory.audits());
  write_job_states(writer, living(state.jobs, state.directory));
  write_company(writer, state.company);
  return writer.take();
}

} // namespace lpaz::sandbox::state
