#pragma once

#include "sandbox/server/router.hpp"

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::graph {

// An Error that carries the status and the code that Graph answers with.
std::unexpected<Error> refuse(int status, std::string code, std::string message);

// 404 Request_ResourceNotFound.
std::unexpected<Error> no_such_object(std::string_view id);
// 400 Request_BadRequest.
std::unexpected<Error> bad_request(std::string message);
// 400 Request_UnsupportedQuery.
std::unexpected<Error> unsupported_query(std::string message);
// 403 Authorization_RequestDenied.
std::unexpected<Error> insufficient_privileges();
// What the synchronization service says through Graph: a JSON text in the message.
std::unexpected<Error>
synchronization_error(int status, std::string_view code, std::string_view message);

// The body of Graph's errors, with innerError.
server::Response
error_response(const Error& error, std::string_view request_id, std::string_view client_request_id);

} // namespace lpaz::sandbox::graph
