#pragma once

#include "sandbox/store/provisioning_log.hpp"

#include "lpaz/util/json.hpp"

namespace lpaz::sandbox::engine {

// A log entry as the `value` of provisionOnDemand's answer has it.
util::OrderedJson on_demand_json(const store::ProvisioningLogEntry& entry);

} // namespace lpaz::sandbox::engine
