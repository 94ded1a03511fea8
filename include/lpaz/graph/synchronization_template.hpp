#pragma once

#include "lpaz/graph/request.hpp"

#include <string_view>

namespace lpaz::graph {

// "List synchronizationTemplate": which kinds of job the app can have. No query options:
// the page promises none, so the large schemas inside come along.
GraphRequest list_templates_request(std::string_view service_principal_id);

} // namespace lpaz::graph
