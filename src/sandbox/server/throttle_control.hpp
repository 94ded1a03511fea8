#pragma once

#include "sandbox/server/router.hpp"
#include "sandbox/server/throttle.hpp"

namespace lpaz::sandbox::server {

// GET /control/throttle: the counts. POST /control/throttle {"throttle": "on"}: other quotas (see
// parse_throttle), full buckets, counts from zero.
Response respond_throttle(Throttle& throttle, const Request& request);

} // namespace lpaz::sandbox::server
