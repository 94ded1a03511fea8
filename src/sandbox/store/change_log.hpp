#pragma once

#include "sandbox/store/object_id.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace lpaz::sandbox::store {

enum class ChangeKind : std::uint8_t {
  user,       // subject: created, changed, deleted, restored or purged
  group,      // subject: created, changed or deleted
  membership, // subject: the group, related: the member that came or went
  assignment, // subject: the principal, related: the service principal it was (un)assigned to
};

// Tells that an object changed, not how: look it up; an object that is gone was removed.
// One object may occur several times.
struct Change {
  std::uint64_t sequence = 0;
  ObjectId subject;
  ObjectId related;
  ChangeKind kind = ChangeKind::user;
};

// Every change of the directory in order. Reading what is new costs time for the new ones only.
class ChangeLog {
public:
  ChangeLog() = default;
  // The newest changes, numbered so that the last one is `sequence`, which is at least their count.
  ChangeLog(std::vector<Change> changes, std::uint64_t sequence);

  std::uint64_t append(ChangeKind kind, const ObjectId& subject, const ObjectId& related = {});
  std::uint64_t sequence() const { return m_sequence; }
  // All that are kept.
  std::span<const Change> all() const { return m_changes; }
  // Changes later than `watermark`; 0 gives all that are kept.
  std::span<const Change> since(std::uint64_t watermark) const;
  // False: changes later than `watermark` were dropped, so that only a full look at the directory
  // tells what is new.
  bool reaches_back_to(std::uint64_t watermark) const;

private:
  std::vector<Change> m_changes;
  std::uint64_t m_sequence = 0;
};

} // namespace lpaz::sandbox::store
