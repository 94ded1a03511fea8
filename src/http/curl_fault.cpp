#include "http/curl_fault.hpp"

namespace lpaz::http {

TransportFault fault_of_proxy(long proxy_status)
{
  if (proxy_status == 407) {
    return TransportFault::proxy_wants_password;
  }
  return proxy_status >= 500 ? TransportFault::proxy_failed : TransportFault::proxy_refused;
}

TransportFault fault_of(CURLcode code)
{
  switch (code) {
  case CURLE_COULDNT_RESOLVE_HOST:
    return TransportFault::unknown_host;
  case CURLE_COULDNT_RESOLVE_PROXY:
    return TransportFault::unknown_proxy;
  case CURLE_PROXY:
    return TransportFault::proxy_failed;
  case CURLE_COULDNT_CONNECT:
    return TransportFault::no_connection;
  case CURLE_OPERATION_TIMEDOUT:
    return TransportFault::timeout;
  case CURLE_SSL_CONNECT_ERROR:
    return TransportFault::tls_handshake;
  case CURLE_SEND_ERROR:
  case CURLE_RECV_ERROR:
  case CURLE_GOT_NOTHING:
  case CURLE_PARTIAL_FILE:
  case CURLE_HTTP2:
  case CURLE_HTTP2_STREAM:
  case CURLE_ABORTED_BY_CALLBACK:
    return TransportFault::cut;
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_ISSUER_ERROR:
    return TransportFault::untrusted;
  case CURLE_SSL_INVALIDCERTSTATUS:
    return TransportFault::revoked;
  case CURLE_SSL_CACERT_BADFILE:
    return TransportFault::bad_ca_file;
  case CURLE_BAD_CONTENT_ENCODING:
    return TransportFault::bad_encoding;
  case CURLE_WEIRD_SERVER_REPLY:
  case CURLE_UNSUPPORTED_PROTOCOL:
    return TransportFault::not_http;
  case CURLE_URL_MALFORMAT:
    return TransportFault::bad_url;
  default:
    return TransportFault::other;
  }
}

std::string_view shown_detail(CURLcode code, std::string_view detail)
{
  switch (code) {
  case CURLE_COULDNT_CONNECT:
    return detail.starts_with("Failed to connect to ") ? detail : "";
  case CURLE_OPERATION_TIMEDOUT:
  case CURLE_SSL_CONNECT_ERROR:
  case CURLE_PEER_FAILED_VERIFICATION:
    return detail;
  default:
    return fault_of(code) == TransportFault::other ? curl_easy_strerror(code) : "";
  }
}

} // namespace lpaz::http
