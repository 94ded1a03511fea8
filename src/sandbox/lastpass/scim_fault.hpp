#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::lastpass {

// An error that is answered as a SCIM error body (RFC 7644 section 3.12). `type` is the scimType,
// or empty.
inline Error scim_fault(int status, std::string_view type, std::string detail)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.http_status = status;
  error.code = type;
  error.message = std::move(detail);
  return error;
}

} // namespace lpaz::sandbox::lastpass
