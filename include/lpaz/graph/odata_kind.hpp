#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace lpaz::graph {

// The type of an object in a mixed collection, from its @odata.type without "#microsoft.graph.":
// user, group, servicePrincipal, …; empty if there is none.
std::string odata_kind(const nlohmann::json& object);

} // namespace lpaz::graph
