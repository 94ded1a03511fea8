#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/engine/source.hpp"

#include <cstdint>
#include <vector>

namespace lpaz::sandbox::engine {

struct UserTask {
  store::ObjectId id;
  // Only the scope may have changed: someone who is provisioned and still in scope needs no look.
  bool scope_only = false;
};

// What a cycle has to look at.
struct WorkList {
  std::vector<UserTask> users;
  std::vector<store::ObjectId> groups;
  std::vector<store::ObjectId> member_groups; // whose members are compared one and all
  std::vector<Membership> memberships;        // single ones that came or went
  std::uint64_t watermark = 0;                // the cycle covers all changes up to it
  bool is_initial = false;
};

// Everything in scope, and everything that was linked before.
WorkList initial_work(const store::Tenant& tenant, const Scope& scope, const JobState& state);

// What changed since the watermark, and what is due of the escrows and the staged deletes. Takes
// time for the changed objects; a changed group assignment counts with all members of the group.
WorkList incremental_work(const store::Tenant& tenant, const Scope& scope, const JobState& state);

} // namespace lpaz::sandbox::engine
