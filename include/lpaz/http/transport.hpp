#pragma once

#include "lpaz/http/request.hpp"
#include "lpaz/util/result.hpp"

#include <string_view>

namespace lpaz::http {

// Error::code of a transport failure of ErrorKind::unavailable.
inline constexpr std::string_view k_code_connect = "connect";   // certainly never sent
inline constexpr std::string_view k_code_transfer = "transfer"; // it may have arrived

// Sends one request once. Any HTTP status is an answer; an error means that there was none:
//   unavailable  with one of the two codes above: worth another try
//   failed       TLS is not trusted, the answer is too large or not HTTP
//   usage        the URL or the CA file cannot be used
//   interrupted  the user asked to stop while a GET was waiting
// A real transport may be used by several threads at once.
class HttpTransport {
public:
  virtual ~HttpTransport() = default;
  virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

} // namespace lpaz::http
