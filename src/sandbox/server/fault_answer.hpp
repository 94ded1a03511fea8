#pragma once

#include "sandbox/server/faults.hpp"
#include "sandbox/server/router.hpp"

namespace lpaz::sandbox::server {

// The answer that an ordered error status gives: for paths of Graph and of the sign-in service in
// the shape of their own errors.
Response fault_answer(const Fault& fault, const Request& request);

} // namespace lpaz::sandbox::server
