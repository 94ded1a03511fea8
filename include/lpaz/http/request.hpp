#pragma once

#include "lpaz/http/headers.hpp"
#include "lpaz/util/url.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace lpaz::http {

enum class HttpMethod { get, post, put, patch, del };

std::string_view method_name(HttpMethod method);

struct HttpRequest {
  HttpMethod method = HttpMethod::get;
  util::Url url;
  Headers headers;
  std::string body;
  // May be sent again although it is unknown whether the first one was carried out.
  bool idempotent = false;
  // For one try, from connecting to the last byte; zero means the transport's own limit.
  std::chrono::milliseconds timeout{0};
  // Do not use a connection that is open already. RetryPolicy asks for it after a 503.
  bool fresh_connection = false;
};

// GET, PUT and DELETE are idempotent; for POST and PATCH the caller has to say so.
HttpRequest make_request(HttpMethod method, util::Url url);
// The same with a body and `Content-Type: application/json`.
HttpRequest make_json_request(HttpMethod method, util::Url url, std::string body);

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;
};

} // namespace lpaz::http
