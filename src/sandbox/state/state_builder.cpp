#include "sandbox/state/document_rows.hpp"

#include <utility>

namespace lpaz::sandbox::state {
namespace {

engine::JobState& state_of(engine::JobStates& jobs, const std::string& id)
{
  auto& state = jobs[id];
  if (!state) {
    state = std::make_unique<engine::JobState>();
  }
  return *state;
}

engine::JobStates build_job_states(const DocumentRows& rows)
{
  engine::JobStates jobs;
  for (const auto& row : rows.job_states) {
    auto& state = state_of(jobs, row.job);
    state.watermark = row.watermark;
    state.needs_initial_cycle = row.needs_initial_cycle;
    state.users_linked_ever = row.users_linked_ever;
    state.groups_linked_ever = row.groups_linked_ever;
    state.staged_users = {row.staged_users.begin(), row.staged_users.end()};
    state.staged_groups = {row.staged_groups.begin(), row.staged_groups.end()};
  }
  for (const auto& row : rows.user_links) {
    state_of(jobs, row.job).users.insert_or_assign(row.user, row.link);
  }
  for (const auto& row : rows.group_links) {
    state_of(jobs, row.job)
        .groups.insert_or_assign(
            row.group, engine::GroupLink{row.target_id, {row.members.begin(), row.members.end()}});
  }
  for (const auto& row : rows.escrows) {
    state_of(jobs, row.job).escrows.insert_or_assign(row.object, row.escrow);
  }
  return jobs;
}

// Many users share an office: equal contact details are kept once.
void share_contacts(std::vector<store::User>& users)
{
  std::shared_ptr<const store::ContactDetails> latest;
  for (auto& user : users) {
    if (latest && user.contact && *latest == *user.contact) {
      user.contact = latest;
    } else if (user.contact) {
      latest = user.contact;
    }
  }
}

store::Directory build_directory(DocumentRows& rows, const Translation& translation)
{
  store::DirectoryRows directory;
  share_contacts(rows.users);
  directory.users = std::move(rows.users);
  directory.groups = std::move(rows.groups);
  directory.applications = std::move(rows.applications);
  directory.service_principals = std::move(rows.service_principals);
  directory.assignments = std::move(rows.assignments);
  directory.roles = std::move(rows.roles);
  directory.eligibilities = std::move(rows.eligible_roles);
  directory.jobs = std::move(rows.jobs);
  for (const auto& row : rows.secrets) {
    directory.secrets[row.service_principal].put(row.key, translation.inward(row.key, row.value));
  }
  directory.log = std::move(rows.log);
  directory.audits = std::move(rows.audits);
  directory.changes = store::ChangeLog(std::move(rows.changes), rows.change_sequence);
  return store::Directory(std::move(directory));
}

lastpass::Company build_company(DocumentRows& rows)
{
  std::vector<lastpass::Group> groups;
  for (auto& row : rows.account_groups) {
    lastpass::Group group;
    group.id = std::move(row.id);
    group.display_name = std::move(row.display_name);
    group.document = std::move(row.document);
    group.created = row.created;
    group.modified = row.modified;
    group.members = {row.members.begin(), row.members.end()};
    groups.push_back(std::move(group));
  }
  return {std::move(rows.accounts),
          std::move(groups),
          std::move(rows.deleted_accounts),
          rows.next_account_number};
}

} // namespace

SandboxState build_state(DocumentRows rows, const Translation& translation)
{
  SandboxState state;
  state.clock_offset = rows.clock_offset;
  state.jobs = build_job_states(rows);
  state.company = build_company(rows);
  state.directory = build_directory(rows, translation);
  return state;
}

Result<SandboxState> read_document(std::string_view text, const Translation& translation)
{
  LPAZ_TRY(auto rows, read_rows(text));
  LPAZ_CHECK(check_rows(rows));
  return build_state(std::move(rows), translation);
}

} // namespace lpaz::sandbox::state
