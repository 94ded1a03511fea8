#pragma once

#include "sandbox/server/router.hpp"

#include "lpaz/util/result.hpp"

#include <functional>

namespace lpaz::sandbox::graph {

// POST /v1.0/$batch: runs the parts in their order, those that depend on others after them. Fails
// with 400 when the batch itself is malformed; a failed part does not affect the batch.
Result<server::Response>
run_batch(const server::Request& request,
          const std::function<server::Response(const server::Request& part)>& respond);

} // namespace lpaz::sandbox::graph
