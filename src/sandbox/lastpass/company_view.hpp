#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/server/router.hpp"

namespace lpaz::sandbox::lastpass {

// What the page shows of LastPass: counts, a page each of people and groups, and the status of
// whomever the query asks for by `name`. Text is made visible.
server::Response
company_view(const Company& company, const server::Request& request, util::TimePoint now);

} // namespace lpaz::sandbox::lastpass
