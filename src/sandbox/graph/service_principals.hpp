#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/store/directory.hpp"

#include <string_view>

namespace lpaz::sandbox::graph {

// The visible service principal of this object id; 404 otherwise.
Result<const store::ServicePrincipal*>
require_service_principal(const Call& call, const store::Directory& directory, std::string_view id);

// 403 unless the app may write synchronization of, or the app itself owns, this one: with
// Application.ReadWrite.OwnedBy alone only owned service principals can be changed.
Status check_owned(const Call& call, const store::ServicePrincipal& principal);

} // namespace lpaz::sandbox::graph
