#pragma once

#include "lpaz/http/request.hpp"
#include "lpaz/util/result.hpp"

namespace lpaz::graph {

// What an answer of Graph with a status of 400 or more means ("Microsoft Graph error responses and
// resource types"). Bodies of gateways (HTML, empty) and of the synchronization service (JSON
// inside `message`) are understood as well.
Error error_from_response(const http::HttpResponse& response);

} // namespace lpaz::graph
