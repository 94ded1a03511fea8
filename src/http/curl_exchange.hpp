#pragma once

#include "http/curl_handles.hpp"

#include "lpaz/http/curl_transport.hpp"

#include <array>
#include <cstddef>

namespace lpaz::http {

// One try of one request on one easy handle: its options, and what the callbacks fill in.
class CurlExchange {
public:
  // Both outlive the exchange.
  CurlExchange(const HttpRequest& request, const CurlOptions& options);
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;

  // Sets all options of `easy`, which then points to this object until finish().
  Status prepare(CURL* easy);
  Result<HttpResponse> finish(CURL* easy, CURLcode code);

  // Whether an interruption may abandon the request instead of waiting for its answer.
  bool may_be_stopped() const;

private:
  static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user);
  static std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* user);
  static int on_sending(void* user, char*, char*, int, int);

  void set_connection(CURL* easy);
  void set_limits(CURL* easy);
  void set_message(CURL* easy);
  Error error_of(CURL* easy, CURLcode code) const;

  const HttpRequest& m_request;
  const CurlOptions& m_options;
  HeaderList m_headers;
  HttpResponse m_response;
  std::size_t m_header_bytes = 0;
  int m_sendings = 0; // curl sends again by itself when a kept connection turns out to be dead
  bool m_too_large = false;
  std::array<char, CURL_ERROR_SIZE> m_detail{};
};

} // namespace lpaz::http
