#pragma once

#include "lpaz/http/headers.hpp"
#include "lpaz/http/request.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace lpaz::graph {

// One call of Microsoft Graph, sent alone or as a part of a $batch. The resource files build them
// (`block_user_request`), GraphClient sends them.
struct GraphRequest {
  http::HttpMethod method = http::HttpMethod::get;
  std::string path; // below /v1.0, beginning with '/', percent-encoded, with its query
  std::string body; // JSON text; empty = no body
  http::Headers headers;
  // May be repeated although its outcome is unknown: carrying it out twice ends in the same state.
  bool idempotent = false;
  // For one try; zero = the transport's own limit.
  std::chrono::milliseconds timeout{0};
  // The least application permission that Graph wants for it; named to the user after a 403.
  std::string permission;
};

GraphRequest get_request(std::string path);
// A GET that reads the eventually consistent index ("Advanced query capabilities on Microsoft
// Entra ID objects"): sends ConsistencyLevel: eventual, on each page.
GraphRequest get_eventual_request(std::string path);
GraphRequest post_request(std::string path, const nlohmann::json& body);
// A POST without a body, such as an action; Content-Length: 0 when sent alone.
GraphRequest action_request(std::string path);
GraphRequest patch_request(std::string path, const nlohmann::json& body);
GraphRequest put_request(std::string path, const nlohmann::json& body);
GraphRequest delete_request(std::string path);
// The same request, marked as one that may be repeated.
GraphRequest repeatable(GraphRequest request);
// The same request, with its least permission named.
GraphRequest needs(GraphRequest request, std::string permission);

} // namespace lpaz::graph
