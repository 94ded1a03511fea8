#pragma once

#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/runtime/settings.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/result.hpp"

#include <optional>

namespace lpaz::runtime {

// How to reach the LastPass Enterprise API; nothing if neither account number nor provisioning
// hash is set. ErrorKind::usage if only one of them is.
Result<std::optional<lastpass::EnterpriseApiOptions>>
last_pass_options(const Settings& settings, const util::Environment& environment);

} // namespace lpaz::runtime
