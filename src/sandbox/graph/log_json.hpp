#pragma once

#include "sandbox/graph/json_writer.hpp"
#include "sandbox/store/provisioning_log.hpp"

#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

// The parts of a provisioningObjectSummary that are objects or lists.
void write_status(JsonWriter& writer, const store::ProvisioningLogEntry& entry);
void write_steps(JsonWriter& writer, const std::vector<store::ProvisioningStep>& steps);
void write_modified_properties(JsonWriter& writer,
                               const std::vector<store::ModifiedProperty>& properties);
void write_identity(JsonWriter& writer, const store::ProvisionedIdentity& identity);
// {"id", "displayName", "details"}
void write_system(JsonWriter& writer,
                  std::string_view id,
                  std::string_view display_name,
                  const std::vector<store::NamedValue>& details);

} // namespace lpaz::sandbox::graph
