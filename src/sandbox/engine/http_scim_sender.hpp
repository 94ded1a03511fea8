#pragma once

#include "sandbox/engine/scim_sender.hpp"

#include <filesystem>
#include <memory>

namespace lpaz::sandbox::engine {

// Sends over HTTP or HTTPS on connections that are kept open. `ca_file` replaces the system's
// certificates; empty: the system's.
std::unique_ptr<ScimSender> make_http_scim_sender(const std::filesystem::path& ca_file = {});

} // namespace lpaz::sandbox::engine
