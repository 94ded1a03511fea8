#pragma once

#include "lpaz/http/transport.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace lpaz::http {

struct CurlOptions {
  // Trusted in place of the system's authorities; empty means the system's.
  std::string ca_file = {};
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);
  // For a whole request, unless HttpRequest::timeout says otherwise.
  std::chrono::milliseconds timeout = std::chrono::seconds(100);
  // Gives up on an answer when no byte has arrived for this long.
  std::chrono::seconds stall_timeout = std::chrono::seconds(60);
  // Counted after decompression.
  std::size_t max_response_bytes = std::size_t{64} * 1024 * 1024;
};

// Keeps connections open: one to each host with HTTP/2, otherwise one for each request in progress.
// TLS is always verified, redirects are never followed, requests to this machine never go through a
// proxy. Any number of threads may send at the same time.
class CurlTransport : public HttpTransport {
public:
  explicit CurlTransport(CurlOptions options);
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  Result<HttpResponse> send(const HttpRequest& request) override;

private:
  class Session;
  std::unique_ptr<Session> m_session;
};

} // namespace lpaz::http
