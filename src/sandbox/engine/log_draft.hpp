#pragma once

#include "sandbox/engine/schema.hpp"
#include "sandbox/engine/scim_body.hpp"
#include "sandbox/engine/source.hpp"
#include "sandbox/store/provisioning_log.hpp"

#include "lpaz/util/result.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::engine {

struct ScopeVerdict {
  bool is_active = true; // enabled and not deleted
  bool assigned = false;
  bool passes_filter = true;

  bool in_scope() const { return assigned && passes_filter; }
};

// One entry of the provisioning log while its object is processed: call the steps in order, then
// exactly one of the finish functions.
class LogDraft {
public:
  LogDraft(const Schema& schema, const SourceUser& source);
  LogDraft(const Schema& schema, const SourceGroup& source);

  void imported();
  void scoped(const ScopeVerdict& verdict);
  void matched(std::string_view attribute, std::string_view target_id);
  void not_matched();
  void target(std::string_view id, std::string_view display_name);
  void changed(const std::vector<AttributeChange>& changes);
  void created(const TargetEntry& entry);
  void property(std::string name, std::string old_value, std::string new_value);
  void references(std::size_t resolved, std::size_t unresolved);

  // action: create, update, disable, delete, stagedDelete, other.
  store::ProvisioningLogEntry succeeded(std::string_view action);
  store::ProvisioningLogEntry staged();
  // NotEffectivelyEntitled, RedundantExport, ImportSkipped, …
  store::ProvisioningLogEntry
  skipped(std::string_view action, std::string_view code, std::string_view reason);
  store::ProvisioningLogEntry failed(std::string_view action, const Error& error);

private:
  explicit LogDraft(const Schema& schema, std::string_view type);
  void
  step(std::string_view name, std::string_view type, std::string_view status, std::string text);
  store::ProvisioningLogEntry finish(std::string_view action, std::string_view status);

  std::string m_source_system;
  std::string m_target_system;
  std::string m_name; // the object's name in descriptions
  std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
  store::ProvisioningLogEntry m_entry;
};

} // namespace lpaz::sandbox::engine
