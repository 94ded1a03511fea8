#include "sandbox/graph/log_json.hpp"

#include "sandbox/graph/value.hpp"

namespace lpaz::sandbox::graph {
namespace {

void write_details(JsonWriter& writer, const std::vector<store::NamedValue>& details)
{
  writer.key("details");
  writer.begin_object();
  for (const auto& detail : details) {
    writer.key(detail.name);
    writer.text(detail.value);
  }
  writer.end_object();
}

void write_nullable(JsonWriter& writer, std::string_view name, std::string_view value)
{
  writer.key(name);
  write(writer, text_or_null(value));
}

} // namespace

void write_status(JsonWriter& writer, const store::ProvisioningLogEntry& entry)
{
  writer.begin_object();
  writer.member("status", entry.status);
  writer.key("errorInformation");
  if (entry.failure) {
    writer.begin_object();
    writer.member("errorCode", entry.failure->error_code);
    writer.member("reason", entry.failure->reason);
    write_nullable(writer, "additionalDetails", entry.failure->additional_details);
    writer.member("errorCategory", entry.failure->error_category);
    write_nullable(writer, "recommendedAction", entry.failure->recommended_action);
    writer.end_object();
  } else {
    writer.null();
  }
  writer.end_object();
}

void write_steps(JsonWriter& writer, const std::vector<store::ProvisioningStep>& steps)
{
  writer.begin_array();
  for (const auto& step : steps) {
    writer.begin_object();
    writer.member("name", step.name);
    writer.member("provisioningStepType", step.type);
    writer.member("status", step.status);
    writer.member("description", step.description);
    write_details(writer, step.details);
    writer.end_object();
  }
  writer.end_array();
}

void write_modified_properties(JsonWriter& writer,
                               const std::vector<store::ModifiedProperty>& properties)
{
  writer.begin_array();
  for (const auto& property : properties) {
    writer.begin_object();
    writer.member("displayName", property.name);
    write_nullable(writer, "oldValue", property.old_value);
    write_nullable(writer, "newValue", property.new_value);
    writer.end_object();
  }
  writer.end_array();
}

void write_identity(JsonWriter& writer, const store::ProvisionedIdentity& identity)
{
  writer.begin_object();
  writer.member("id", identity.id);
  writer.member("displayName", identity.display_name);
  writer.member("identityType", identity.identity_type);
  write_details(writer, identity.details);
  writer.end_object();
}

void write_system(JsonWriter& writer,
                  std::string_view id,
                  std::string_view display_name,
                  const std::vector<store::NamedValue>& details)
{
  writer.begin_object();
  writer.member("id", id);
  writer.member("displayName", display_name);
  write_details(writer, details);
  writer.end_object();
}

} // namespace lpaz::sandbox::graph
