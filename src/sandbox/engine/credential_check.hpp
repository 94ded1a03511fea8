#pragma once

#include "sandbox/engine/scim_sender.hpp"
#include "sandbox/provisioning_service.hpp"

namespace lpaz::sandbox::engine {

// The connection test: asks for a user that cannot exist and expects an empty list.
Status check_credentials(ScimSender& sender, const ScimTarget& target);

} // namespace lpaz::sandbox::engine
