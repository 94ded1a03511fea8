#pragma once

#include "sandbox/server/router.hpp"
#include "sandbox/store/tenant.hpp"

#include <string_view>

namespace lpaz::sandbox::server {

// "/" and everything below /page/: the page that shows both sides, and what its script requests.
// None of it is written to the journal.
bool is_page(std::string_view path);

// GET / and /page/…, but for /page/lastpass, which is LastPass's own. The page needs nothing from
// any network but this server, and its policy lets the browser load nothing else.
Response show_page(const store::Tenant& tenant, const Request& request);

} // namespace lpaz::sandbox::server
