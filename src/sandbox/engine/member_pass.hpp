#pragma once

#include "sandbox/engine/cycle_context.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

// Sends the members who joined or left the groups of the target. Only provisioned users can be
// named there; others are left out, and are not sent later unless something else requires it.
class MemberPass {
public:
  explicit MemberPass(CycleContext& context) : m_context(context) {}

  Status run();

private:
  // What has to be sent for one group.
  struct Difference {
    std::vector<store::ObjectId> added;
    std::vector<store::ObjectId> removed;
    std::size_t unresolved = 0;
  };

  Status run_whole_groups();
  Status run_single_memberships();
  Difference difference_of(const store::ObjectId& group) const;
  Status send(const store::ObjectId& group, const Difference& difference);
  Status
  send_part(const store::ObjectId& group, MemberChange change, std::vector<store::ObjectId> users);
  Status send_all(const store::ObjectId& group,
                  MemberChange change,
                  const std::vector<store::ObjectId>& users);
  // Notes the outcome for later cycles as well.
  void log(const store::ObjectId& group, const Difference& difference, const Status& status);

  CycleContext& m_context;
};

} // namespace lpaz::sandbox::engine
