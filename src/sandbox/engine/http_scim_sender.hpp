#pragma once

#include "sandbox/engine/scim_sender.hpp"

#include <filesystem>
#include <memory>

namespace lpaz::sandbox::engine {

// Over HTTP or HTTPS, with connections that are kept open. `ca_file` is trusted in place of the
// system's certificates; empty: those.
std::unique_ptr<ScimSender> make_http_scim_sender(const std::filesystem::path& ca_file = {});

} // namespace lpaz::sandbox::engine
