#include "lpaz/graph/client.hpp"

#include "batch_run.hpp"

#include "lpaz/graph/error.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace lpaz::graph {
namespace {

constexpr std::string_view k_version = "/v1.0";

Error with_permission_hint(Error error, const std::string& permission)
{
  if (error.kind == ErrorKind::permission && error.hint.empty() && !permission.empty()) {
    error.hint = fmt::format("the application needs the permission {} with admin consent, and a "
                             "directory role high enough for the object",
                             permission);
  }
  return error;
}

// The body of a 2xx answer, or the Error of its status.
Result<std::string> text_of(Result<http::HttpResponse> response, const GraphRequest& request)
{
  if (!response) {
    return fail(std::move(response).error());
  }
  if (response->status >= 400 || response->status < 200) {
    return fail(with_permission_hint(error_from_response(*response), request.permission));
  }
  if (response->status >= 300) {
    return fail(
        ErrorKind::failed,
        fmt::format("Graph redirects (HTTP {}), which lpaz does not follow", response->status),
        "check LPAZ_GRAPH_ENDPOINT and the proxy");
  }
  return std::move(response->body);
}

} // namespace

Result<nlohmann::json> result_of(Result<http::HttpResponse> response, const GraphRequest& request)
{
  LPAZ_TRY(const std::string text, text_of(std::move(response), request));
  return text.empty() ? nlohmann::json() : util::parse_json(text, "answer of Graph");
}

GraphClient::GraphClient(http::HttpPipeline& pipeline,
                         util::Clock& clock,
                         GraphClientOptions options)
    : m_pipeline(&pipeline), m_clock(&clock), m_options(std::move(options))
{
}

Result<nlohmann::json> GraphClient::send(const GraphRequest& request)
{
  return result_of(exchange(request), request);
}

Result<std::string> GraphClient::send_for_text(const GraphRequest& request)
{
  return text_of(exchange(request), request);
}

Result<http::HttpResponse> GraphClient::exchange(const GraphRequest& request)
{
  http::HttpRequest message;
  message.method = request.method;
  LPAZ_TRY(message.url,
           util::parse_url(fmt::format("{}{}{}", m_options.endpoint, k_version, request.path),
                           "address of the request"));
  message.headers = request.headers;
  message.headers.set("Accept", "application/json");
  message.body = request.body;
  message.idempotent = request.idempotent;
  message.timeout = request.timeout;
  return m_pipeline->send(std::move(message));
}

// A batch with throttled parts may come with the outer status 424.
Result<nlohmann::json> GraphClient::exchange_batch(const GraphRequest& batch)
{
  auto response = exchange(batch);
  if (response && response->status == 424) {
    response->status = 200;
  }
  return result_of(std::move(response), batch);
}

Result<nlohmann::json> GraphClient::get_next(const std::string& next_link,
                                             const http::Headers& headers)
{
  LPAZ_TRY(const std::string text, get_next_text(next_link, headers));
  return text.empty() ? nlohmann::json() : util::parse_json(text, "answer of Graph");
}

Result<std::string> GraphClient::get_next_text(const std::string& next_link,
                                               const http::Headers& headers)
{
  auto next = util::parse_url(next_link, "next link of Graph");
  if (!next) { // not the user's fault
    return fail(ErrorKind::failed, next.error().message);
  }
  LPAZ_TRY(const auto endpoint, util::parse_url(m_options.endpoint, "Graph endpoint"));
  if (util::origin(*next) != util::origin(endpoint)) {
    return fail(ErrorKind::failed, "a next link of Graph leads to another host; not followed");
  }
  http::HttpRequest message = http::make_request(http::HttpMethod::get, *std::move(next));
  message.headers = headers;
  message.headers.set("Accept", "application/json");
  return text_of(m_pipeline->send(std::move(message)), GraphRequest{});
}

std::vector<Result<nlohmann::json>>
GraphClient::send_batch(const std::vector<GraphRequest>& requests)
{
  BatchRun run(requests);
  return run.finish(*m_clock, m_options.batch_time_limit, [this](const GraphRequest& batch) {
    return exchange_batch(batch);
  });
}

Result<std::vector<Result<http::HttpResponse>>>
GraphClient::send_parts(const std::vector<GraphRequest>& requests, BatchOrder order)
{
  std::vector<const GraphRequest*> parts;
  parts.reserve(requests.size());
  for (const GraphRequest& request : requests) {
    parts.push_back(&request);
  }
  GraphRequest batch = batch_request(parts, order);
  batch.idempotent = false; // the caller checks before it repeats
  LPAZ_TRY(const nlohmann::json answer, exchange_batch(batch));
  return decode_batch(answer, requests.size());
}

Result<http::HttpResponse> GraphClient::send_once(GraphRequest request)
{
  request.idempotent = false; // the caller checks before it repeats
  return exchange(request);
}

std::string GraphClient::directory_object_url(std::string_view id) const
{
  return fmt::format("{}{}/directoryObjects/{}", m_options.endpoint, k_version, id);
}

} // namespace lpaz::graph
