#pragma once

#include "sandbox/engine/schema.hpp"
#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace lpaz::sandbox::engine {

// A user of the directory that was matched or created in the target.
struct UserLink {
  std::string target_id;
  bool active = false; // as last sent
  // False after the user went out of scope: nothing more is sent, not even a delete.
  bool managed = true;
};

struct GroupLink {
  std::string target_id;
  std::unordered_set<store::ObjectId> members; // users whose membership was sent
};

// An object that failed; it is retried at `next_attempt`.
struct Escrow {
  enum class Kind { user, group, members };
  Kind kind = Kind::user;
  int attempts = 0;
  util::TimePoint next_attempt;
};

// What the service remembers of a job between cycles (the connector data store). Only
// the one running cycle of the job uses it.
struct JobState {
  std::unordered_map<store::ObjectId, UserLink> users;
  std::unordered_map<store::ObjectId, GroupLink> groups;
  std::unordered_map<store::ObjectId, Escrow> escrows;
  // Disables and deletes held back by the threshold.
  std::unordered_set<store::ObjectId> staged_users;
  std::unordered_set<store::ObjectId> staged_groups;
  std::uint64_t watermark = 0;
  bool needs_initial_cycle = true;
  std::int64_t users_linked_ever = 0;
  std::int64_t groups_linked_ever = 0;

  std::shared_ptr<const Schema> schema;
  std::uint64_t schema_version = 0;

  const UserLink* managed_user(const store::ObjectId& id) const
  {
    const auto found = users.find(id);
    return found == users.end() || !found->second.managed ? nullptr : &found->second;
  }
};

} // namespace lpaz::sandbox::engine
