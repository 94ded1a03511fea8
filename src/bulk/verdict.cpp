#include "lpaz/bulk/verdict.hpp"

#include "lpaz/http/retry_policy.hpp"

namespace lpaz::bulk {

bool concerns_everybody(const Error& error)
{
  return error.kind == ErrorKind::sign_in || error.kind == ErrorKind::interrupted ||
         (error.kind == ErrorKind::unavailable && error.code == http::k_code_connect);
}

bool leaves_outcome_open(const Error& error)
{
  return error.kind == ErrorKind::unavailable || error.http_status >= 500 ||
         (error.kind == ErrorKind::failed && error.http_status == 0);
}

} // namespace lpaz::bulk
