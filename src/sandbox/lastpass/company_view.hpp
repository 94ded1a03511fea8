#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/server/router.hpp"

namespace lpaz::sandbox::lastpass {

// What the page shows of LastPass: counts, one page each of users and groups, and the status of the
// user whom the query gives as `name`. Control characters are made visible.
server::Response
company_view(const Company& company, const server::Request& request, util::TimePoint now);

} // namespace lpaz::sandbox::lastpass
