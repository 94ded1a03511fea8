#include "sandbox/graph/call.hpp"

#include "sandbox/graph/api_error.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {

Result<store::ObjectId> Call::id_parameter(std::size_t index) const
{
  const auto id = store::ObjectId::parse(parameter(index));
  if (!id) {
    return no_such_object(parameter(index));
  }
  return *id;
}

Result<util::Json> Call::json_body() const
{
  if (request.header("Content-Type").empty()) {
    return refuse(400,
                  "BadRequest",
                  "Write requests (excluding DELETE) must contain the Content-Type header "
                  "declaration.");
  }
  auto json = util::parse_json(request.body, "request body");
  if (!request.header("Content-Type").starts_with("application/json") || !json ||
      !json->is_object()) {
    return refuse(400,
                  "BadRequest",
                  "Unable to read JSON request payload. Please ensure Content-Type header is set "
                  "and payload is of valid JSON format.");
  }
  return json;
}

std::string Call::context(std::string_view fragment) const
{
  return request.base_url + "/v1.0/$metadata#" + std::string(fragment);
}

} // namespace lpaz::sandbox::graph
