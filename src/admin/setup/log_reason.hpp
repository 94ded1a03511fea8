#pragma once

#include <string>
#include <string_view>

namespace lpaz::admin {

// The reason of a log entry on one short line. What the service writes about an answer of LastPass
// has many lines, with the whole body in them: of that, the status and the body's `detail` are
// left.
std::string brief_log_reason(std::string_view reason);

} // namespace lpaz::admin
