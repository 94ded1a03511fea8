#pragma once

#include "lpaz/graph/client.hpp"
#include "lpaz/graph/group.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <vector>

namespace lpaz::admin {

// The groups of these display names or object ids, in their order, each once; all looked up
// together. Unknown names are ErrorKind::not_found, names of several groups ErrorKind::usage with
// the candidates and their ids in the hint.
Result<std::vector<graph::Group>> find_groups(graph::GraphClient& client,
                                              const std::vector<std::string>& names);
Result<graph::Group> find_group(graph::GraphClient& client, const std::string& name);

} // namespace lpaz::admin
