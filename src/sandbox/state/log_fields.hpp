#pragma once

#include "sandbox/state/directory_fields.hpp"
#include "sandbox/store/provisioning_log.hpp"

// The document's fields of the two logs.
namespace lpaz::sandbox::state {

template <typename Archive, Like<store::NamedValue> Row>
void fields(Archive& archive, Row& row)
{
  archive("name", row.name);
  archive("value", row.value);
}

template <typename Archive, Like<store::ProvisioningStep> Row>
void fields(Archive& archive, Row& step)
{
  archive("name", step.name);
  archive("type", step.type);
  archive("status", step.status);
  archive("description", step.description);
  archive("details", step.details);
}

template <typename Archive, Like<store::ModifiedProperty> Row>
void fields(Archive& archive, Row& property)
{
  archive("name", property.name);
  archive("oldValue", property.old_value);
  archive("newValue", property.new_value);
}

template <typename Archive, Like<store::ProvisioningFailure> Row>
void fields(Archive& archive, Row& failure)
{
  archive("errorCode", failure.error_code);
  archive("reason", failure.reason);
  archive("additionalDetails", failure.additional_details);
  archive("errorCategory", failure.error_category);
  archive("recommendedAction", failure.recommended_action);
}

template <typename Archive, Like<store::ProvisionedIdentity> Row>
void fields(Archive& archive, Row& identity)
{
  archive("id", identity.id);
  archive("displayName", identity.display_name);
  archive("identityType", identity.identity_type);
  archive("details", identity.details);
}

template <typename Archive, Like<store::ProvisioningLogEntry> Row>
void fields(Archive& archive, Row& entry)
{
  archive.required("id", entry.id);
  archive.required("activity", entry.activity);
  archive("jobId", entry.job_id);
  archive("cycleId", entry.cycle_id);
  archive("changeId", entry.change_id);
  archive("durationMilliseconds", entry.duration_ms);
  archive("action", entry.action);
  archive("status", entry.status);
  archive("failure", entry.failure);
  archive("steps", entry.steps);
  archive("modifiedProperties", entry.modified_properties);
  archive("servicePrincipal", entry.service_principal);
  archive.required("source", entry.source);
  archive.required("target", entry.target);
  archive("onDemand", entry.on_demand);
}

template <typename Archive, Like<store::DirectoryAudit> Row>
void fields(Archive& archive, Row& audit)
{
  archive.required("id", audit.id);
  archive.required("activity", audit.activity);
  archive("category", audit.category);
  archive("activityName", audit.activity_name);
  archive("service", audit.service);
  archive("operation", audit.operation);
  archive("result", audit.result, "success");
  archive("resultReason", audit.result_reason);
  archive("initiator", audit.initiator);
  archive("initiatorAppId", audit.initiator_app_id);
  archive("targetType", audit.target_type);
  archive("targetId", audit.target_id);
  archive("targetName", audit.target_name);
  archive("targetPrincipalName", audit.target_principal_name);
  archive("modifiedProperties", audit.modified_properties);
}

} // namespace lpaz::sandbox::state
