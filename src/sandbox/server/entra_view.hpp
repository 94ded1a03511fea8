#pragma once

#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::server {

// What the page shows of Entra: tenant, calendar, counts, jobs, and one page each of users, groups
// and assignments. The query holds `search` and where each list begins. Control characters in the
// tenant's texts are made visible.
Response entra_view(const store::Tenant& tenant, const Request& request);

} // namespace lpaz::sandbox::server
