#pragma once

#include "lpaz/graph/request.hpp"
#include "lpaz/http/request.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace lpaz::graph {

// JSON batching on the wire ("Combine multiple HTTP requests using JSON batching"). GraphClient
// sends it.

inline constexpr std::size_t k_batch_capacity = 20;

enum class BatchOrder {
  parallel,
  serial, // each request waits for the one before it and is not carried out if that one failed
};

// The body of POST /$batch for at most k_batch_capacity requests. Ids are "1", "2", ….
std::string encode_batch(const std::vector<const GraphRequest*>& requests, BatchOrder order);

// The POST itself; it may be repeated if all of its parts may.
GraphRequest batch_request(const std::vector<const GraphRequest*>& requests, BatchOrder order);

// The parts of the answer, in the order of the requests, as if each had been sent alone. A part
// that is missing is an error of its own (ErrorKind::unavailable: nobody knows what became of it).
Result<std::vector<Result<http::HttpResponse>>> decode_batch(const nlohmann::json& body,
                                                             std::size_t count);

} // namespace lpaz::graph
