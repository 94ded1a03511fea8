#include "http/transport_fault.hpp"

#include "lpaz/http/sanitizer.hpp"
#include "lpaz/http/transport.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::http {
namespace {

constexpr std::size_t k_max_detail_length = 300;

struct Explanation {
  ErrorKind kind;
  std::string_view code; // empty for connect or transfer, whichever it was
  std::string_view text;
  std::string_view hint;
};

constexpr std::string_view k_network_hint = "check the network connection";
constexpr std::string_view k_connect_hint =
    "check the network connection; the proxy comes from https_proxy, http_proxy, no_proxy";
constexpr std::string_view k_proxy_hint = "check the variables https_proxy, http_proxy, no_proxy";
constexpr std::string_view k_trust_hint =
    "if a proxy of your company inspects TLS, name the file of "
    "its certificate authority with --ca-file";

Explanation explain_proxy(TransportFault fault)
{
  switch (fault) {
  case TransportFault::unknown_proxy:
    return {ErrorKind::unavailable, "", "the name of the proxy cannot be resolved", k_proxy_hint};
  case TransportFault::proxy_refused:
    return {ErrorKind::failed, "proxy", "the proxy refused the connection", k_proxy_hint};
  case TransportFault::proxy_wants_password:
    return {
        ErrorKind::failed, "proxy", "the proxy requires a user name and password", k_proxy_hint};
  default:
    return {ErrorKind::unavailable, "", "the proxy failed", k_proxy_hint};
  }
}

Explanation explain_answer(TransportFault fault)
{
  switch (fault) {
  case TransportFault::bad_encoding:
    return {ErrorKind::failed, "protocol", "the answer cannot be decompressed", ""};
  case TransportFault::not_http:
    return {ErrorKind::failed, "protocol", "the answer is not HTTP", ""};
  case TransportFault::too_large:
    return {ErrorKind::failed, "too_large", "the answer is larger than the limit", ""};
  case TransportFault::bad_url:
    return {ErrorKind::usage, "url", "the URL cannot be used", ""};
  default:
    return {ErrorKind::failed, "transport", "the request failed", ""};
  }
}

Explanation explain(TransportFault fault)
{
  switch (fault) {
  case TransportFault::unknown_host:
    return {ErrorKind::unavailable,
            "",
            "the host name cannot be resolved",
            "check the spelling of the host and the network connection"};
  case TransportFault::no_connection:
    return {ErrorKind::unavailable, "", "cannot connect", k_connect_hint};
  case TransportFault::timeout:
    return {ErrorKind::unavailable, "", "there was no answer in time", k_network_hint};
  case TransportFault::tls_handshake:
    return {ErrorKind::unavailable,
            "",
            "the TLS handshake failed",
            "check that the server speaks https on this port"};
  case TransportFault::cut:
    return {ErrorKind::unavailable,
            "",
            "the connection was cut before the answer was complete",
            k_network_hint};
  case TransportFault::untrusted:
    return {
        ErrorKind::failed, "tls_trust", "the server's certificate is not trusted", k_trust_hint};
  case TransportFault::revoked:
    return {ErrorKind::failed, "tls_trust", "the server's certificate was revoked", ""};
  case TransportFault::bad_ca_file:
    return {ErrorKind::usage,
            "ca_file",
            "the CA file cannot be used",
            "--ca-file wants a file of certificates in PEM form"};
  case TransportFault::unknown_proxy:
  case TransportFault::proxy_failed:
  case TransportFault::proxy_refused:
  case TransportFault::proxy_wants_password:
    return explain_proxy(fault);
  default:
    return explain_answer(fault);
  }
}

} // namespace

Error transport_error(TransportFault fault,
                      const HttpRequest& request,
                      bool sent,
                      std::string_view detail)
{
  const auto explanation = explain(fault);
  Error error;
  error.kind = explanation.kind;
  error.code = explanation.code;
  error.hint = explanation.hint;
  if (explanation.code.empty()) {
    error.code = sent ? k_code_transfer : k_code_connect;
  }
  error.message = fmt::format(
      "{} {}: {}", method_name(request.method), HttpSanitizer().url(request.url), explanation.text);
  if (!detail.empty()) {
    error.message +=
        fmt::format(" ({})", util::make_visible(detail.substr(0, k_max_detail_length)));
  }
  if (sent && !request.idempotent) {
    error.message += "; whether it was carried out is not known";
  }
  return error;
}

} // namespace lpaz::http
