#pragma once

#include "sandbox/store/provisioning_log.hpp"

#include "lpaz/util/json.hpp"

namespace lpaz::sandbox::engine {

// A log entry in the form of the `value` of provisionOnDemand's answer.
util::OrderedJson on_demand_json(const store::ProvisioningLogEntry& entry);

} // namespace lpaz::sandbox::engine
