#include "lpaz/graph/batch.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::graph {
namespace {

using util::Json;

Json encode_part(const GraphRequest& request, std::size_t id)
{
  Json part = {{"id", fmt::to_string(id)},
               {"method", std::string(http::method_name(request.method))},
               {"url", request.path}};
  Json headers = Json::object();
  for (const http::Header& header : request.headers) {
    headers[header.name] = header.value;
  }
  if (!request.body.empty()) {
    part["body"] = Json::parse(request.body, nullptr, false);
  } else if (request.method == http::HttpMethod::post) {
    part["body"] = Json::object(); // an action without a body needs an empty one inside a batch
    headers["Content-Type"] = "application/json";
  }
  if (!headers.empty()) {
    part["headers"] = std::move(headers);
  }
  return part;
}

http::HttpResponse decode_part(const Json& part, std::int64_t status)
{
  http::HttpResponse response;
  response.status = static_cast<int>(status);
  if (const Json* headers = util::find_object(part, "headers"); headers != nullptr) {
    for (const auto& [name, value] : headers->items()) {
      if (value.is_string()) {
        response.headers.add(name, value.get_ref<const std::string&>());
      } else if (value.is_number()) {
        response.headers.add(name, util::dump_json(value));
      }
    }
  }
  if (const Json* body = util::find_member(part, "body"); body != nullptr) {
    response.body = util::dump_json(*body);
  }
  return response;
}

Result<http::HttpResponse> missing_part()
{
  return fail(ErrorKind::unavailable, "Graph's answer to the batch has no part for this request");
}

Result<http::HttpResponse> contradictory_part()
{
  return fail(ErrorKind::unavailable, "Graph's answer to the batch has two parts for this request");
}

// The index that an id of encode_batch() stands for, or `count`.
std::size_t index_of(std::string_view id, std::size_t count)
{
  const auto number = util::parse_integer(id);
  return number && *number >= 1 && std::cmp_less_equal(*number, count)
             ? static_cast<std::size_t>(*number) - 1
             : count;
}

} // namespace

std::string encode_batch(const std::vector<const GraphRequest*>& requests, BatchOrder order)
{
  Json parts = Json::array();
  for (std::size_t i = 0; i < requests.size(); ++i) {
    Json part = encode_part(*requests[i], i + 1);
    if (order == BatchOrder::serial && i > 0) {
      part["dependsOn"] = Json::array({fmt::to_string(i)});
    }
    parts.push_back(std::move(part));
  }
  return util::dump_json(Json{{"requests", std::move(parts)}});
}

GraphRequest batch_request(const std::vector<const GraphRequest*>& requests, BatchOrder order)
{
  GraphRequest batch = action_request("/$batch");
  batch.body = encode_batch(requests, order);
  batch.headers.set("Content-Type", "application/json");
  batch.idempotent =
      std::ranges::all_of(requests, [](const GraphRequest* part) { return part->idempotent; });
  return batch;
}

Result<std::vector<Result<http::HttpResponse>>> decode_batch(const Json& body, std::size_t count)
{
  const Json* parts = util::find_array(body, "responses");
  if (parts == nullptr) {
    return fail(ErrorKind::unavailable, "Graph's answer to the batch has no list \"responses\"");
  }
  std::vector<Result<http::HttpResponse>> responses(count, missing_part());
  std::vector<bool> answered(count, false);
  for (const Json& part : *parts) {
    const std::size_t index = index_of(util::string_at(part, "id"), count);
    const std::int64_t status = util::integer_at(part, "status");
    if (index < count && status >= 100 && status <= 599) {
      responses[index] = answered[index] ? contradictory_part() : decode_part(part, status);
      answered[index] = true;
    }
  }
  return responses;
}

} // namespace lpaz::graph
