#include "http/transport_fault.hpp"
#include "support/url_of.hpp"

#include "lpaz/http/transport.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace lpaz;
using namespace lpaz::http;

namespace {

Error explain(TransportFault fault, HttpMethod method, bool sent, std::string_view detail = "")
{
  return transport_error(
      fault, make_request(method, test::url_of("https://g.example/x?code=s3")), sent, detail);
}

} // namespace

TEST_CASE("transport_error tells what was never sent from what may have arrived")
{
  const auto before = explain(TransportFault::timeout, HttpMethod::post, false);
  CHECK(before.code == k_code_connect);
  CHECK(before.message.find("not known") == std::string::npos);
  const auto after = explain(TransportFault::timeout, HttpMethod::post, true);
  CHECK(after.code == k_code_transfer);
  CHECK(after.message.find("whether it was carried out is not known") != std::string::npos);
  const auto harmless = explain(TransportFault::timeout, HttpMethod::get, true);
  CHECK(harmless.code == k_code_transfer);
  CHECK(harmless.message.find("not known") == std::string::npos);
}

TEST_CASE("transport_error calls retryable what another try may cure, and nothing else")
{
  struct Row {
    TransportFault fault;
    ErrorKind kind;
  };
  const Row rows[] = {
      {TransportFault::unknown_host, ErrorKind::unavailable},
      {TransportFault::unknown_proxy, ErrorKind::unavailable},
      {TransportFault::proxy_failed, ErrorKind::unavailable},
      {TransportFault::no_connection, ErrorKind::unavailable},
      {TransportFault::timeout, ErrorKind::unavailable},
      {TransportFault::tls_handshake, ErrorKind::unavailable},
      {TransportFault::cut, ErrorKind::unavailable},
      {TransportFault::proxy_refused, ErrorKind::failed},
      {TransportFault::proxy_wants_password, ErrorKind::failed},
      {TransportFault::untrusted, ErrorKind::failed},
      {TransportFault::revoked, ErrorKind::failed},
      {TransportFault::bad_encoding, ErrorKind::failed},
      {TransportFault::not_http, ErrorKind::failed},
      {TransportFault::too_large, ErrorKind::failed},
      {TransportFault::other, ErrorKind::failed},
      {TransportFault::bad_ca_file, ErrorKind::usage},
      {TransportFault::bad_url, ErrorKind::usage},
  };
  for (const auto& row : rows) {
    CAPTURE(static_cast<int>(row.fault));
    const auto error = explain(row.fault, HttpMethod::get, false);
    CHECK(error.kind == row.kind);
    CHECK((error.code == k_code_connect) == (row.kind == ErrorKind::unavailable));
    CHECK_FALSE(error.code.empty());
  }
}

TEST_CASE("transport_error hints at --ca-file when a certificate is not trusted")
{
  const auto error = explain(TransportFault::untrusted, HttpMethod::get, false);
  CHECK(error.hint.find("--ca-file") != std::string::npos);
}

TEST_CASE("transport_error shows a redacted URL and a bounded, visible detail")
{
  const auto error = explain(
      TransportFault::no_connection, HttpMethod::get, false, "x\x1b" + std::string(999, 'y'));
  CHECK(error.message.starts_with("GET https://g.example/x?code=***: cannot connect (x\\x1byyy"));
  CHECK(error.message.find("s3") == std::string::npos);
  CHECK(error.message.size() < 400);
}
