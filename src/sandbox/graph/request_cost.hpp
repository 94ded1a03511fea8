#pragma once

#include "sandbox/graph/route.hpp"
#include "sandbox/server/throttle.hpp"

namespace lpaz::sandbox::graph {

// What a call of this route costs. Synchronization calls except provisionOnDemand cost nothing: no
// figure is published.
server::Cost cost_of(const Route& route, const QueryOptions& query);

// x-ms-resource-unit, and x-ms-throttle-limit-percentage from 0.8 on; Retry-After and where the
// limit was hit with a refusal.
void add_throttle_headers(server::Headers& headers,
                          const server::Cost& cost,
                          const server::ThrottleVerdict& verdict,
                          const Call& call);

} // namespace lpaz::sandbox::graph
