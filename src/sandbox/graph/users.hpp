#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/store/directory.hpp"

#include <string_view>

namespace lpaz::sandbox::graph {

// The live, visible user with this id or principal name; 404 otherwise.
Result<const store::User*>
require_user(const Call& call, const store::Directory& directory, std::string_view id_or_name);

// 403 when the user holds a directory role that outranks the calling app (graph.md section 12).
Status
check_may_change(const Call& call, const store::Directory& directory, const store::User& user);

// Writes the directory audit entry of a change to a user.
void audit_user(const Call& call,
                store::Directory& directory,
                const store::User& user,
                std::string_view activity);

} // namespace lpaz::sandbox::graph
