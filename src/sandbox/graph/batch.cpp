#include "sandbox/graph/batch.hpp"

#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/listing.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace lpaz::sandbox::graph {
namespace {

using server::Request;
using server::Response;
using util::Json;
using util::OrderedJson;

constexpr std::size_t k_most_parts = 20;
constexpr std::array<std::string_view, 5> k_methods{"GET", "POST", "PATCH", "PUT", "DELETE"};

struct Part {
  std::string id;
  Request request;
  bool has_body = false;
  std::vector<std::string> depends_on;
};

std::unexpected<Error> malformed(std::string message)
{
  return refuse(400, "BadRequest", std::move(message));
}

// Parts have their own headers; only the caller comes from the batch.
Status take_headers(const Json& json, Part& part)
{
  const Json* headers = util::find_member(json, "headers");
  if (headers == nullptr) {
    return {};
  }
  if (!headers->is_object()) {
    return malformed("Batch request 'headers' must be an object.");
  }
  for (const auto& [name, value] : headers->items()) {
    if (!value.is_string()) {
      return malformed("Batch request header values must be strings.");
    }
    part.request.headers.emplace(name, value.get<std::string>());
  }
  return {};
}

Status take_url(const Json& json, Part& part)
{
  const auto url = util::find_string(json, "url");
  if (!url || url->empty() || url->find("://") != std::string::npos) {
    return malformed(
        fmt::format("Invalid batch payload: 'url' of request '{}' must be relative.", part.id));
  }
  const auto question = url->find('?');
  const std::string path = url->substr(0, question);
  part.request.path = "/v1.0" + std::string(path.starts_with('/') ? "" : "/") + path;
  part.request.query = question == std::string::npos ? "" : url->substr(question + 1);
  return {};
}

Status take_dependencies(const Json& json, Part& part)
{
  const Json* list = util::find_member(json, "dependsOn");
  if (list == nullptr) {
    return {};
  }
  if (!list->is_array()) {
    return malformed("Batch request 'dependsOn' must be a list of ids.");
  }
  for (const auto& id : *list) {
    if (!id.is_string()) {
      return malformed("Batch request 'dependsOn' must be a list of ids.");
    }
    part.depends_on.push_back(util::to_lower(id.get<std::string>()));
  }
  return {};
}

Result<Part> part_from(const Json& json, const Request& batch)
{
  Part part;
  part.id = util::string_at(json, "id");
  part.request.method = util::string_at(json, "method");
  if (part.id.empty()) {
    return malformed("Invalid batch payload: every request needs an 'id'.");
  }
  std::ranges::transform(part.request.method, part.request.method.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (std::ranges::find(k_methods, part.request.method) == k_methods.end()) {
    return malformed(fmt::format("Invalid batch payload: 'method' of request '{}'.", part.id));
  }
  LPAZ_CHECK(take_headers(json, part));
  LPAZ_CHECK(take_url(json, part));
  LPAZ_CHECK(take_dependencies(json, part));
  part.request.base_url = batch.base_url;
  if (const auto body = json.find("body"); body != json.end() && !body->is_null()) {
    part.has_body = true;
    part.request.body = util::dump_json(*body);
  }
  return part;
}

Result<std::vector<Part>> parts_of(const Request& batch)
{
  const auto json = util::parse_json(batch.body, "batch");
  const Json* list = json ? util::find_array(*json, "requests") : nullptr;
  if (list == nullptr || list->empty()) {
    return malformed("Invalid batch payload format.");
  }
  if (list->size() > k_most_parts) {
    return malformed(fmt::format("Number of batch request steps exceeds the maximum value of {}.",
                                 k_most_parts));
  }
  std::vector<Part> parts;
  std::set<std::string> ids;
  for (const auto& entry : *list) {
    LPAZ_TRY(Part part, part_from(entry, batch));
    if (!ids.insert(util::to_lower(part.id)).second) {
      return malformed(fmt::format("Request id '{}' is duplicated.", part.id));
    }
    parts.push_back(std::move(part));
  }
  for (const auto& part : parts) {
    for (const auto& id : part.depends_on) {
      if (!ids.contains(id) || id == util::to_lower(part.id)) {
        return malformed(fmt::format("Invalid 'dependsOn' of request '{}'.", part.id));
      }
    }
  }
  return parts;
}

Response part_error(int status, std::string code, std::string message)
{
  return error_response(refuse(status, std::move(code), std::move(message)).error(), "", "");
}

Response run_part(const Part& part, const std::function<Response(const Request&)>& respond)
{
  if (part.request.path == "/v1.0/$batch") {
    return part_error(400, "BadRequest", "Nested batch requests are not allowed.");
  }
  if (part.has_body && part.request.header("Content-Type").empty()) {
    return part_error(
        400, "BadRequest", "Write request with a body must contain the Content-Type header.");
  }
  if (part.request.method == "POST" && !part.has_body) {
    return part_error(400, "BadRequest", "A POST request inside a batch must have a body.");
  }
  return respond(part.request);
}

OrderedJson json_of(const Part& part, const Response& response)
{
  OrderedJson headers = OrderedJson::object();
  for (const auto& [name, value] : response.headers) {
    headers[name] = value;
  }
  OrderedJson json = {{"id", part.id}, {"status", response.status}};
  if (!response.body.empty()) {
    const auto type = response.headers.find("Content-Type");
    const bool is_json =
        type != response.headers.end() && type->second.starts_with("application/json");
    auto body = OrderedJson::parse(is_json ? response.body : "", nullptr, false);
    json["body"] =
        body.is_discarded() ? OrderedJson(util::base64_encode(response.body)) : std::move(body);
    if (is_json) {
      headers["Content-Type"] = "application/json";
    }
  }
  json["headers"] = std::move(headers);
  return json;
}

// Runs every part whose predecessors have ended, until no more can run.
class BatchRun {
public:
  BatchRun(const std::vector<Part>& parts, const std::function<Response(const Request&)>& respond)
      : m_parts(parts), m_respond(respond), m_open(parts.size())
  {
  }

  Result<OrderedJson> run()
  {
    while (m_open > 0) {
      const std::size_t before = m_open;
      for (const auto& part : m_parts) {
        if (!m_statuses.contains(util::to_lower(part.id)) && is_ready(part)) {
          finish(part);
        }
      }
      if (m_open == before) {
        return malformed("Invalid batch payload: the requests depend on each other in a circle.");
      }
    }
    return std::move(m_responses);
  }

private:
  bool is_ready(const Part& part) const
  {
    return std::ranges::all_of(part.depends_on,
                               [&](const std::string& id) { return m_statuses.contains(id); });
  }

  void finish(const Part& part)
  {
    constexpr int k_first_error = 400;
    const bool failed_before = std::ranges::any_of(
        part.depends_on, [&](const std::string& id) { return m_statuses.at(id) >= k_first_error; });
    const Response response =
        failed_before ? part_error(424, "FailedDependency", "A request it depends on failed.")
                      : run_part(part, m_respond);
    m_statuses.emplace(util::to_lower(part.id), response.status);
    m_responses.push_back(json_of(part, response));
    --m_open;
  }

  const std::vector<Part>& m_parts;
  const std::function<Response(const Request&)>& m_respond;
  std::size_t m_open;
  std::map<std::string, int> m_statuses;
  OrderedJson m_responses = OrderedJson::array();
};

} // namespace

Result<Response> run_batch(const Request& request,
                           const std::function<Response(const Request& part)>& respond)
{
  if (!request.header("Content-Type").starts_with("application/json")) {
    return malformed("Batch requests must have the Content-Type application/json.");
  }
  LPAZ_TRY(const std::vector<Part> parts, parts_of(request));
  LPAZ_TRY(OrderedJson responses, BatchRun(parts, respond).run());
  const OrderedJson body = {{"responses", std::move(responses)}};
  return json_answer(200, util::dump_json(body));
}

} // namespace lpaz::sandbox::graph
