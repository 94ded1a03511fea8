#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/server/router.hpp"

#include "lpaz/util/result.hpp"

namespace lpaz::sandbox::graph {

Result<server::Response> create_user(Call& call);
Result<server::Response> update_user(Call& call);
Result<server::Response> delete_user(Call& call);
Result<server::Response> revoke_sessions(Call& call);

} // namespace lpaz::sandbox::graph
