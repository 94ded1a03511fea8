#pragma once

#include "sandbox/engine/cycle_context.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

namespace lpaz::sandbox::engine {

// Provisions the one user, or the group with a few members, that a provisionOnDemand request names,
// with the limits of provisioning.md C.6: a blocked or deleted user is skipped. Gives the two
// texts of the answer as members `key` and `value`.
Result<util::OrderedJson> provision_on_demand(CycleContext& context, const util::Json& request);

} // namespace lpaz::sandbox::engine
