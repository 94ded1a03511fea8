#include "lpaz/graph/request.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::graph {
namespace {

GraphRequest with_body(http::HttpMethod method, std::string path, const nlohmann::json& body)
{
  GraphRequest request;
  request.method = method;
  request.path = std::move(path);
  request.body = util::dump_json(body);
  request.headers.set("Content-Type", "application/json");
  return request;
}

} // namespace

GraphRequest get_request(std::string path)
{
  GraphRequest request;
  request.path = std::move(path);
  request.idempotent = true;
  return request;
}

GraphRequest get_eventual_request(std::string path)
{
  GraphRequest request = get_request(std::move(path));
  request.headers.set("ConsistencyLevel", "eventual");
  return request;
}

GraphRequest post_request(std::string path, const nlohmann::json& body)
{
  return with_body(http::HttpMethod::post, std::move(path), body);
}

GraphRequest action_request(std::string path)
{
  GraphRequest request;
  request.method = http::HttpMethod::post;
  request.path = std::move(path);
  return request;
}

GraphRequest patch_request(std::string path, const nlohmann::json& body)
{
  return with_body(http::HttpMethod::patch, std::move(path), body);
}

GraphRequest put_request(std::string path, const nlohmann::json& body)
{
  return repeatable(with_body(http::HttpMethod::put, std::move(path), body));
}

GraphRequest delete_request(std::string path)
{
  GraphRequest request;
  request.method = http::HttpMethod::del;
  request.path = std::move(path);
  request.idempotent = true;
  return request;
}

GraphRequest repeatable(GraphRequest request)
{
  request.idempotent = true;
  return request;
}

GraphRequest needs(GraphRequest request, std::string permission)
{
  request.permission = std::move(permission);
  return request;
}

} // namespace lpaz::graph
