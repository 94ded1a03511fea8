#pragma once

#include "sandbox/server/router.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::oauth {

// An error of the sign-in service, in the shape of the real one (error_codes, trace_id, …).
// `text` follows "AADSTS<code>: ".
server::Response
token_error(int status, std::string_view error, long code, const std::string& text);

} // namespace lpaz::sandbox::oauth
