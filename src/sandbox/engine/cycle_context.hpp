#pragma once

#include "sandbox/engine/cycle_log.hpp"
#include "sandbox/engine/job_state.hpp"
#include "sandbox/engine/log_draft.hpp"
#include "sandbox/engine/scim_client.hpp"
#include "sandbox/engine/source.hpp"
#include "sandbox/engine/work_list.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

// The settings of a cycle, read from job and secrets once, when it starts.
struct CycleSettings {
  std::string job_id;
  Scope scope;
  ScimTarget target;
  bool skip_out_of_scope_deletions = false;
  std::optional<long long> delete_threshold; // none: never held back
  bool force_deletes = false;
  std::chrono::seconds interval{0};
};

struct CycleCounts {
  std::int64_t entitled = 0;
  std::int64_t imported = 0;
  std::int64_t reference_deltas = 0;
  std::int64_t exports = 0;  // meant to be sent
  std::int64_t exported = 0; // accepted
  std::int64_t failures = 0;
  std::int64_t reference_failures = 0;
};

// A disable or delete that waits until all of the cycle's are known.
struct Removal {
  enum class Kind { disable_user, delete_user, delete_group };
  Kind kind = Kind::disable_user;
  store::ObjectId id;
};

// What the passes of one cycle share.
struct CycleContext {
  store::Tenant& tenant;
  JobState& state;
  const Schema& schema;
  ScimClient& client;
  const CycleSettings& settings;
  CycleLog& log;
  const std::atomic<bool>& stop; // set: stop between two objects

  CycleCounts counts;
  std::vector<Removal> removals;
  std::vector<store::ObjectId> member_groups;
  std::vector<Membership> memberships;

  // The first step of the entry: the retry of a failure that is due, or a change that came in.
  void begin_entry(LogDraft& draft, const store::ObjectId& id, ImportKind kind) const;
  // Retries the object after a growing delay; gives when.
  const Escrow* note_failure(const store::ObjectId& id, Escrow::Kind kind);
  void note_success(const store::ObjectId& id);
  // Fails with ErrorKind::interrupted once `stop` is set.
  Status check_stop() const;
  // How many of the cycle's users were visited, for the job's status.
  void report_progress(std::size_t done, std::size_t total) const;
};

} // namespace lpaz::sandbox::engine
