#pragma once

#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::sandbox::store {

struct NamedValue {
  std::string name;
  std::string value;
};

struct ProvisioningStep {
  std::string name;   // EntryImport, EntrySynchronizationScoping, EntryExportAdd, …
  std::string type;   // import, scoping, matching, processing, referenceResolution, export
  std::string status; // success, failure, skipped, warning
  std::string description;
  std::vector<NamedValue> details;
};

struct ModifiedProperty {
  std::string name;
  std::string old_value;
  std::string new_value;
};

struct ProvisioningFailure {
  std::string error_code;
  std::string reason;
  std::string additional_details;
  std::string error_category; // failure, nonServiceFailure, success
  std::string recommended_action;
};

struct ProvisionedIdentity {
  std::string id;
  std::string display_name;
  std::string identity_type; // User, Group
  std::vector<NamedValue> details;
};

// One provisioningObjectSummary (graph.md section 14).
struct ProvisioningLogEntry {
  ObjectId id; // given by Directory::append_log
  util::TimePoint activity;
  std::string job_id;
  ObjectId cycle_id;
  ObjectId change_id;
  std::int64_t duration_ms = 0;
  std::string action; // create, update, delete, stagedDelete, disable, other
  std::string status; // success, failure, skipped, warning
  std::optional<ProvisioningFailure> failure;
  std::vector<ProvisioningStep> steps;
  std::vector<ModifiedProperty> modified_properties;
  ObjectId service_principal;
  ProvisionedIdentity source;
  ProvisionedIdentity target;
  bool on_demand = false; // else initiated by the service itself
};

// One directoryAudit.
struct DirectoryAudit {
  ObjectId id; // given by Directory::append_audit
  util::TimePoint activity;
  std::string category;      // ProvisioningManagement, UserManagement, GroupManagement
  std::string activity_name; // "Disable account"
  std::string service;       // loggedByService: "Account Provisioning", "Core Directory"
  std::string operation;     // Add, Update, Delete
  std::string result = "success";
  std::string result_reason;
  std::string initiator; // display name of the app
  ObjectId initiator_app_id;
  std::string target_type; // User, Group, ServicePrincipal
  ObjectId target_id;
  std::string target_name;
  std::string target_principal_name;
  std::vector<ModifiedProperty> modified_properties;
};

} // namespace lpaz::sandbox::store
