#pragma once

#include <string_view>

namespace lpaz::admin {

// What to do about an error code or a skip reason of the provisioning log ("Analyze provisioning
// logs"); empty for a code that explains itself or that is not known.
std::string_view log_error_hint(std::string_view code);

} // namespace lpaz::admin
