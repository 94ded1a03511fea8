#pragma once

#include "sandbox/server/router.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

namespace lpaz::sandbox::lastpass {

// Answers with the media type application/scim+json.
server::Response scim_json(int status, const util::Json& body);
// The error body of RFC 7644 section 3.12, out of a scim_fault().
server::Response scim_error(const Error& fault);

} // namespace lpaz::sandbox::lastpass
