#pragma once

#include "sandbox/state/company_fields.hpp"
#include "sandbox/state/job_fields.hpp"
#include "sandbox/state/sandbox_state.hpp"
#include "sandbox/state/state_document.hpp"
#include "sandbox/store/directory.hpp"

#include "lpaz/util/result.hpp"

#include <chrono>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::state {

constexpr std::string_view k_format = "lpaz-sandbox state";
constexpr std::int64_t k_version = 1;

// A document as it was read; each row is checked, but not yet against the others.
struct DocumentRows {
  std::int64_t version = 0;
  std::chrono::seconds clock_offset{0};
  std::uint64_t change_sequence = 0;
  std::uint64_t next_account_number = 0;

  std::vector<store::User> users;
  std::vector<store::Group> groups;
  std::vector<store::Application> applications;
  std::vector<store::ServicePrincipal> service_principals;
  std::vector<store::AppRoleAssignment> assignments;
  std::vector<store::RoleAssignment> roles;
  std::vector<store::RoleAssignment> eligible_roles;
  std::vector<store::SynchronizationJob> jobs;
  std::vector<SecretRow> secrets;
  std::vector<store::Change> changes;
  std::deque<store::ProvisioningLogEntry> log;
  std::deque<store::DirectoryAudit> audits;
  std::vector<JobStateRow> job_states;
  std::vector<UserLinkRow> user_links;
  std::vector<GroupLinkRow> group_links;
  std::vector<EscrowRow> escrows;
  std::vector<lastpass::Account> accounts;
  std::vector<CompanyGroupRow> account_groups;
  std::deque<lastpass::DeletedAccount> deleted_accounts;
};

Result<DocumentRows> read_rows(std::string_view text);
// Refuses ids that lead nowhere or occur twice, names used twice and numbers that contradict each
// other.
Status check_rows(const DocumentRows& rows);
SandboxState build_state(DocumentRows rows, const Translation& translation);

} // namespace lpaz::sandbox::state
