#include "lpaz/http/request.hpp"

#include <utility>

namespace lpaz::http {

std::string_view method_name(HttpMethod method)
{
  switch (method) {
  case HttpMethod::get:
    return "GET";
  case HttpMethod::post:
    return "POST";
  case HttpMethod::put:
    return "PUT";
  case HttpMethod::patch:
    return "PATCH";
  case HttpMethod::del:
    return "DELETE";
  }
  return "?";
}

HttpRequest make_request(HttpMethod method, util::Url url)
{
  HttpRequest request;
  request.method = method;
  request.url = std::move(url);
  request.idempotent = method != HttpMethod::post && method != HttpMethod::patch;
  return request;
}

HttpRequest make_json_request(HttpMethod method, util::Url url, std::string body)
{
  auto request = make_request(method, std::move(url));
  request.headers.set("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

} // namespace lpaz::http
