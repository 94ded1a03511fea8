#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/engine/source.hpp"

#include <cstdint>
#include <vector>

namespace lpaz::sandbox::engine {

struct UserTask {
  store::ObjectId id;
  // Only the scope may have changed: a user who is provisioned and still in scope is skipped.
  bool scope_only = false;
};

// The objects that a cycle has to visit.
struct WorkList {
  std::vector<UserTask> users;
  std::vector<store::ObjectId> groups;
  std::vector<store::ObjectId> member_groups; // whose members are all compared
  std::vector<Membership> memberships;        // single ones that came or went
  std::uint64_t watermark = 0;                // the cycle covers all changes up to it
  bool is_initial = false;
};

// Everything in scope, and everything that was linked before.
WorkList initial_work(const store::Tenant& tenant, const Scope& scope, const JobState& state);

// What changed since the watermark, and the escrows and staged deletes that are due. Costs time for
// the changed objects only; a changed group assignment counts with all members of the group.
WorkList incremental_work(const store::Tenant& tenant, const Scope& scope, const JobState& state);

} // namespace lpaz::sandbox::engine
