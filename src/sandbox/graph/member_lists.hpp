#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/graph/entities.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/store/directory.hpp"

namespace lpaz::sandbox::graph {

// Answers a list of objects of mixed types, given by their ids, in full.
Result<server::Response>
respond_objects(const Call& call, const store::Directory& directory, const store::IdSet& ids);
Result<server::Response>
respond_object_count(const Call& call, const store::Directory& directory, const store::IdSet& ids);

// The same, of the one type that the path's last part casts to: microsoft.graph.user, …group,
// …servicePrincipal. 400 for another cast.
Result<server::Response> respond_cast(const Call& call,
                                      const store::Directory& directory,
                                      const store::IdSet& ids,
                                      std::string_view cast);
// …/microsoft.graph.user/$count.
Result<server::Response> respond_cast_count(const Call& call,
                                            const store::Directory& directory,
                                            const store::IdSet& ids,
                                            std::string_view cast);

} // namespace lpaz::sandbox::graph
