#pragma once

#include "lpaz/graph/request.hpp"

namespace lpaz::graph {

// The tenant itself: a list of one.
GraphRequest get_organization_request();

} // namespace lpaz::graph
