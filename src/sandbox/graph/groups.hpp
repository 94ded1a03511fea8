#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/store/directory.hpp"

#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

// The visible group of this id; 404 otherwise.
Result<const store::Group*>
require_group(const Call& call, const store::Directory& directory, std::string_view id);

// The object behind {anything}/directoryObjects/{id}, /users/{id} or /groups/{id}; 400 for another
// form, 404 if there is none.
Result<store::ObjectId>
referenced_object(const Call& call, const store::Directory& directory, std::string_view url);

// Adds all or none. 400 with Graph's text if one is a member already, or if the group is dynamic
// or synced.
Status add_members(store::Directory& directory,
                   const store::Group& group,
                   const std::vector<store::ObjectId>& members);
Status check_editable(const store::Group& group);

void audit_group(const Call& call,
                 store::Directory& directory,
                 const store::Group& group,
                 std::string_view activity);

} // namespace lpaz::sandbox::graph
