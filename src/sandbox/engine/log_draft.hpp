#pragma once

#include "sandbox/engine/job_state.hpp"
#include "sandbox/engine/schema.hpp"
#include "sandbox/engine/scim_body.hpp"
#include "sandbox/engine/source.hpp"
#include "sandbox/store/provisioning_log.hpp"

#include "lpaz/util/json.hpp"
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

// Whether the object is new to the target, or linked to one there.
enum class ImportKind { added, updated };

// One entry of the provisioning log while its object is processed: call the steps in order, then
// exactly one of the finish functions. Steps, their details and the texts have the shape of
// recorded entries.
class LogDraft {
public:
  LogDraft(const Schema& schema, const SourceUser& source);
  LogDraft(const Schema& schema, const SourceGroup& source);

  // How an entry begins: with a change that came in, or with a failure that is tried again. Of a
  // retry the service tells neither the scope nor that something will be created, so scoped() and
  // to_be_created() then add nothing.
  void imported(ImportKind kind);
  void retried(ImportKind kind, const Escrow& escrow, util::TimePoint failed_at);
  void scoped(const ScopeVerdict& verdict);
  // The object of the target as it was read; stands before the scope.
  void read_target(const util::Json& resource);
  void to_be_created();
  void target(std::string_view id) { m_entry.target.id = id; }
  void changed(const std::vector<AttributeChange>& changes);
  void created(const TargetEntry& entry);
  void property(std::string name, std::string old_value, std::string new_value);

  // action: create, update, disable, delete, stagedDelete, other.
  store::ProvisioningLogEntry succeeded(std::string_view action);
  store::ProvisioningLogEntry staged();
  // action: create if the skip is about an object that is not in the target yet, else other.
  // reason: NotEffectivelyEntitled, RedundantExport, ImportSkipped, …
  store::ProvisioningLogEntry
  skipped(std::string_view action, std::string_view reason, std::string_view description);
  // `escrow` says when the service tries again; null: never.
  store::ProvisioningLogEntry
  failed(std::string_view action, const Error& error, const Escrow* escrow = nullptr);

private:
  LogDraft(std::string_view target_system, const ObjectMapping& mapping, std::string_view type);
  store::ProvisioningStep& step(std::string_view name,
                                std::string_view type,
                                std::string_view status,
                                std::string description);
  store::ProvisioningStep&
  export_step(std::string_view action, std::string_view status, std::string description);
  std::string quoted() const; // User 'ada@contoso.example'
  store::ProvisioningLogEntry finish(std::string_view action, std::string_view status);

  const ObjectMapping& m_mapping;
  std::string m_target_system;
  std::string m_name;       // the object's name in descriptions
  std::string m_reportable; // ReportableIdentifier: the principal name, or the id of a group
  bool m_is_retry = false;
  std::vector<store::NamedValue> m_import; // details of the import step
  std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
  store::ProvisioningLogEntry m_entry;
};

// The SkipReason of an entry; empty if nothing was skipped.
std::string_view skip_reason_of(const store::ProvisioningLogEntry& entry);

} // namespace lpaz::sandbox::engine
