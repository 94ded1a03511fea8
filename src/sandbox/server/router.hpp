#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::server {

// Orders header names without regard to case.
struct IgnoringCase {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const;
};

using Headers = std::multimap<std::string, std::string, IgnoringCase>;

struct Request {
  std::string method;
  std::string path;  // as sent, still percent-encoded, without the query
  std::string query; // as sent, without '?'
  Headers headers;
  std::string body;
  std::string base_url; // http://127.0.0.1:PORT: what absolute links in answers start with

  // The first header of that name; empty if there is none.
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  Headers headers; // Content-Type included
  std::string body;

  static Response json(int status, std::string body);
  static Response no_content();
};

// The name=value pairs of a query or form, decoded ('+' is a space), in order.
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);

// The path's segments between '/', each percent-decoded. "/a//b" gives "a", "", "b".
std::vector<std::string> path_segments(std::string_view path);

// Sends a request to the service whose prefix its path starts with; the longest prefix wins.
// Services may be called from many threads at once.
class Router {
public:
  using Service = std::function<Response(const Request&)>;

  // "/scim" takes /scim and /scim/…; "" takes everything else.
  void mount(std::string prefix, Service service);
  // 404 with an empty body if nothing is mounted there.
  Response route(const Request& request) const;

private:
  std::map<std::string, Service> m_services;
};

} // namespace lpaz::sandbox::server
