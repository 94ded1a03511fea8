#pragma once

#include "lpaz/util/json.hpp"
#include "lpaz/util/secret.hpp"

namespace lpaz::auth {

// The claims inside an access token (roles, scp, oid, appid, tid, exp), for diagnosis only: they
// are not verified, and a service may issue tokens that cannot be read, which is an error here.
Result<util::Json> decode_claims(const util::Secret& token);

} // namespace lpaz::auth
