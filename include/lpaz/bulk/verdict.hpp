#pragma once

#include "lpaz/util/result.hpp"

namespace lpaz::bulk {

// The rules about a write that did not succeed; no other place has one of its own.

// The same would happen to every other change: nobody can sign in, the host cannot be reached, or
// the user asked to stop.
bool concerns_everybody(const Error& error);

// Nobody can say whether the write was carried out: the connection was cut, the service failed, or
// its answer makes no sense.
bool leaves_outcome_open(const Error& error);

} // namespace lpaz::bulk
