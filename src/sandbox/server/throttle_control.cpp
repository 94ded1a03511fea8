#include "sandbox/server/throttle_control.hpp"

#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

Response refusal(int status, std::string_view message)
{
  const util::OrderedJson body = {{"error", message}};
  return Response::json(status, util::dump_json(body));
}

} // namespace

Response respond_throttle(Throttle& throttle, const Request& request)
{
  if (request.method == "POST") {
    const auto body = util::parse_json(request.body, "request body");
    const auto order = parse_throttle(body ? util::string_at(*body, "throttle") : "");
    if (!order) {
      return refusal(400, order.error().message);
    }
    throttle.set(*order);
  } else if (request.method != "GET") {
    return refusal(404, "no such control call");
  }
  return Response::json(200, util::dump_json(throttle.to_json()));
}

} // namespace lpaz::sandbox::server
