#pragma once

#include "sandbox/server/faults.hpp"
#include "sandbox/server/router.hpp"

namespace lpaz::sandbox::server {

// The answer with an injected error status: for paths of Graph and of the sign-in service in
// the shape of their own errors.
Response fault_answer(const Fault& fault, const Request& request);

} // namespace lpaz::sandbox::server
