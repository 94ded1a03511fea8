#pragma once

#include "lpaz/runtime/context.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>

namespace lpaz::commands {

// `status --watch`: a row now, and one each time something changed. Ends with an error only:
// ErrorKind::interrupted when the user asked to stop.
Status watch_status(runtime::Context& context, std::chrono::seconds interval);

} // namespace lpaz::commands
