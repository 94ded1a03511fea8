#pragma once

#include "lpaz/graph/batch.hpp"
#include "lpaz/graph/request.hpp"
#include "lpaz/http/pipeline.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace lpaz::graph {

struct GraphClientOptions {
  std::string endpoint; // https://graph.microsoft.com, without a version
  // How long to go on sending the throttled parts of a $batch again before giving them up.
  std::chrono::seconds batch_time_limit{180};
};

// What an answer to `request` means: its body, or the Error of its status.
Result<nlohmann::json> result_of(Result<http::HttpResponse> response, const GraphRequest& request);

// Microsoft Graph v1.0 over one pipeline. An HTTP error status becomes an Error (error.hpp) here
// and nowhere else; the pipeline has repeated by then what may be repeated. Several threads may
// use it at once.
class GraphClient {
public:
  // Borrows the pipeline and the clock.
  GraphClient(http::HttpPipeline& pipeline, util::Clock& clock, GraphClientOptions options);

  // The body of the 2xx answer; null where there is none.
  Result<nlohmann::json> send(const GraphRequest& request);
  // The same body as text, for callers that parse it themselves.
  Result<std::string> send_for_text(const GraphRequest& request);
  // GET of a next link: must lead to the Graph host.
  Result<nlohmann::json> get_next(const std::string& next_link, const http::Headers& headers);
  Result<std::string> get_next_text(const std::string& next_link, const http::Headers& headers);

  // Independent requests, 20 to a $batch ("Combine multiple HTTP requests using JSON batching").
  // The results come in the order of the requests. A throttled part is sent again after its own
  // Retry-After; a part of unknown outcome (5xx) only if it is idempotent. The outer error, such
  // as a transport failure, is handed to each part that it concerns.
  std::vector<Result<nlohmann::json>> send_batch(const std::vector<GraphRequest>& requests);

  // At most 20 requests in one $batch. The batch is repeated only where it certainly was not
  // carried out; repeating parts is up to the caller. Returns the parts' answers in the order of
  // the requests; an error concerns the batch as a whole.
  Result<std::vector<Result<http::HttpResponse>>>
  send_parts(const std::vector<GraphRequest>& requests, BatchOrder order);

  // One request by itself; like a $batch it is repeated only where it certainly was not carried
  // out. Returns the answer whatever its status; what to make of it is up to the caller
  // (result_of).
  Result<http::HttpResponse> send_once(GraphRequest request);

  // For @odata.id and @odata.bind: https://graph.microsoft.com/v1.0/directoryObjects/{id}.
  std::string directory_object_url(std::string_view id) const;
  util::Clock& clock() const { return *m_clock; }

private:
  Result<http::HttpResponse> exchange(const GraphRequest& request);
  Result<nlohmann::json> exchange_batch(const GraphRequest& batch);

  http::HttpPipeline* m_pipeline;
  util::Clock* m_clock;
  GraphClientOptions m_options;
};

} // namespace lpaz::graph
