#pragma once

#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

namespace lpaz::sandbox::server {

// What the page shows of Entra: tenant, calendar, counts, jobs, and a page each of people, groups
// and assignments. The query has `search`, and where each list begins. Text of the tenant is made
// visible.
Response entra_view(const store::Tenant& tenant, const Request& request);

} // namespace lpaz::sandbox::server
