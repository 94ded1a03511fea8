#pragma once

#include "sandbox/engine/cycle_context.hpp"
#include "sandbox/engine/log_draft.hpp"

#include <span>

namespace lpaz::sandbox::engine {

// Brings groups into the target, without their members. The members of a new group are noted for
// the member pass; a group out of scope is noted for removal.
class GroupPass {
public:
  explicit GroupPass(CycleContext& context) : m_context(context) {}

  Status run(std::span<const store::ObjectId> groups);
  Status visit(const SourceGroup& source);

private:
  void leave(const SourceGroup& source, LogDraft& draft);
  Status visit_new(const SourceGroup& source, const TargetEntry& entry, LogDraft& draft);
  Status create(const SourceGroup& source, const TargetEntry& entry, LogDraft& draft);
  Status apply(const SourceGroup& source,
               const util::Json& resource,
               const TargetEntry& entry,
               LogDraft& draft);
  bool is_linked(const std::string& target_id) const;
  void link(const store::ObjectId& id, std::string target_id);
  Status fail_group(const SourceGroup& source,
                    std::string_view action,
                    const Error& error,
                    LogDraft& draft);

  CycleContext& m_context;
};

ScopeVerdict verdict_on(const SourceGroup& source, const ObjectMapping& mapping);

} // namespace lpaz::sandbox::engine
