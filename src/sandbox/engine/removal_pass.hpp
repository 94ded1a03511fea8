#pragma once

#include "sandbox/engine/cycle_context.hpp"
#include "sandbox/engine/log_draft.hpp"

namespace lpaz::sandbox::engine {

// Carries out the disables and deletes that the cycle noted, or stages all of them if there are
// more than the threshold allows (provisioning.md C.5).
class RemovalPass {
public:
  explicit RemovalPass(CycleContext& context) : m_context(context) {}

  // True: they were staged.
  Result<bool> run();

private:
  bool exceeds_threshold() const;
  void stage(const Removal& removal);
  Status carry_out(const Removal& removal);
  Status disable_user(const store::ObjectId& id);
  Status delete_user(const store::ObjectId& id);
  Status delete_group(const store::ObjectId& id);
  Status send_disable(const SourceUser& source, const TargetEntry& entry, LogDraft& draft);
  void disabled(const SourceUser& source, const ScopeVerdict& verdict);
  Status fail_object(const store::ObjectId& id,
                     std::string_view action,
                     const Error& error,
                     LogDraft& draft);
  SourceUser user_of(const store::ObjectId& id) const;

  CycleContext& m_context;
};

} // namespace lpaz::sandbox::engine
