#pragma once

#include "sandbox/server/router.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::oauth {

// Why the sign-in service refuses a request. `text` follows "AADSTS<code>: ".
struct SignInError {
  int status = 400;
  std::string_view error;
  long code = 0;
  std::string text;
};

// The error in the shape of the real service (error_codes, trace_id, …), with the request's
// client-request-id as correlation id.
server::Response error_answer(const SignInError& error, const server::Request& request);

} // namespace lpaz::sandbox::oauth
