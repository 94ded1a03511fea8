#pragma once

#include "lpaz/http/request.hpp"
#include "lpaz/util/result.hpp"

#include <string_view>

namespace lpaz::http {

// Why there is no answer, independent of the HTTP library.
enum class TransportFault {
  unknown_host,
  unknown_proxy,
  proxy_failed,
  proxy_refused,
  proxy_wants_password,
  no_connection,
  timeout,
  tls_handshake,
  cut,
  untrusted,
  revoked,
  bad_ca_file,
  bad_encoding,
  not_http,
  bad_url,
  too_large,
  other,
};

// The error for `request`. `sent` says whether any of it may have reached the server; `detail` is
// text of the library that may be shown, or empty.
Error transport_error(TransportFault fault,
                      const HttpRequest& request,
                      bool sent,
                      std::string_view detail);

} // namespace lpaz::http
