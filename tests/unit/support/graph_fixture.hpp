#pragma once

#include "fake_clock.hpp"
#include "fake_transport.hpp"

#include "lpaz/graph/client.hpp"
#include "lpaz/http/pipeline.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::test {

using nlohmann::json;

inline constexpr std::string_view k_graph = "https://graph.example";

// An answer with a JSON body.
inline http::HttpResponse json_answer(int status, const json& body, http::Headers headers = {})
{
  return answer(status, body.dump(), std::move(headers));
}

// The body of Graph's errors.
inline json error_body(std::string code, std::string message)
{
  return {{"error", {{"code", std::move(code)}, {"message", std::move(message)}}}};
}

// One part of an answer to a $batch.
inline json part(std::string id, int status, json body = nullptr, json headers = nullptr)
{
  json result = {{"id", std::move(id)}, {"status", status}};
  if (!headers.is_null()) {
    result["headers"] = std::move(headers);
  }
  if (!body.is_null()) {
    result["body"] = std::move(body);
  }
  return result;
}

inline http::HttpResponse batch_answer(json parts)
{
  return json_answer(200, {{"responses", std::move(parts)}});
}

// A collection with, or without, a link to its next page.
inline json page(json values, std::string next_link = {})
{
  json result = {{"value", std::move(values)}};
  if (!next_link.empty()) {
    result["@odata.nextLink"] = std::move(next_link);
  }
  return result;
}

// A GraphClient on a scripted transport, without retries, tokens or logs in between.
struct GraphFixture {
  FakeTransport transport;
  FakeClock clock;
  http::HttpPipeline pipeline{{}, transport};
  graph::GraphClient client{pipeline, clock, {std::string(k_graph)}};

  // The parts of the n-th request, a $batch.
  json parts_sent(std::size_t request) const
  {
    return json::parse(transport.requests().at(request).body).at("requests");
  }
};

} // namespace lpaz::test
