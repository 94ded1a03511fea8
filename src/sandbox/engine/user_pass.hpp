#pragma once

#include "sandbox/engine/cycle_context.hpp"
#include "sandbox/engine/log_draft.hpp"

#include <span>
#include <utility>
#include <vector>

namespace lpaz::sandbox::engine {

// Brings users into the target: matches, creates, updates, enables. Disables and deletes are only
// noted (CycleContext::removals). Failures of single users become escrows; what these functions
// return is an error of the whole target, or an interruption.
class UserPass {
public:
  explicit UserPass(CycleContext& context);

  Status run(std::span<const UserTask> tasks);
  Status visit(const SourceUser& source, bool scope_only);

private:
  Status visit_new(const SourceUser& source, LogDraft& draft);
  Status visit_linked(const SourceUser& source, const ScopeVerdict& verdict, LogDraft& draft);
  Status create(const SourceUser& source, const TargetEntry& entry, LogDraft& draft);
  Status adopt(const SourceUser& source,
               const util::Json& resource,
               const TargetEntry& entry,
               LogDraft& draft);
  Status apply(const SourceUser& source,
               const util::Json& resource,
               const TargetEntry& entry,
               LogDraft& draft);
  void leave_alone(const SourceUser& source, LogDraft& draft);
  void visit_purged(const SourceUser& source);
  Status
  fail_user(const SourceUser& source, std::string_view action, const Error& error, LogDraft& draft);
  Result<TargetEntry> map(const SourceUser& source, bool is_soft_deleted);
  Status run_managers();

  CycleContext& m_context;
  // Users whose manager was not provisioned yet when they were visited.
  std::vector<std::pair<store::ObjectId, store::ObjectId>> m_waiting_for_manager;
};

ScopeVerdict verdict_on(const SourceUser& source, const ObjectMapping& mapping);

} // namespace lpaz::sandbox::engine
