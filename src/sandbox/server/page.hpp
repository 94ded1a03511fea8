#pragma once

#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::server {

// GET /: both sides beside each other as HTML, without scripts; the LastPass side is read from
// /lastpass/state. Needs nothing from any network.
Response show_page(const store::Tenant& tenant, const Router& router, const Request& request);

} // namespace lpaz::sandbox::server
